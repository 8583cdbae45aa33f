using Grpc.Core;
using NpgsqlTypes;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Panels;
using Platform.ProjectRegistry.Reviews.Normalisation;
using Platform.ProjectRegistry.Rubrics;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>UNDER_REVIEW → RANKED: reviews are closed, the ranking is computed and stored.</summary>
internal static class RankBatch
{
    public static Task<Ranking> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, BatchStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            var next = BatchSteps.Take(batch.State, BatchStep.Rank);
            var sheets = await SheetSet.ReadAsync(change.Connection, batch, change.Cancellation);
            RefuseMissing(batch, sheets);
            await OpenPanels.RefuseAsync(change, batch.BatchId);
            var rules = CityRules.Current;
            var ranking = RankOrder.Of(sheets.Sums(), RubricOf(batch), NormalisedTotals.Of(batch.Normalisation, sheets.Totals, rules.TrimBp));
            await batch.MoveAsync(change, next);
            await ApplicationRow.MoveAllAsync(change, batch.BatchId, ApplicationState.UnderReview, ApplicationStep.Rank);
            await InsertAsync(change, batch.BatchId, ranking);
            await KeepBasisAsync(change, batch, sheets.Sheets.Count, rules.TrimBp);
            var vetoed = await MarkVetoes.RunAsync(change, batch);
            change.Audit("batch.rank", "batch", batch.BatchId.ToString(), new { applications = ranking.Count, vetoed });
            return await GetRanking.ReadAsync(change.Connection, batch, new GetRankingRequest(), catalogue, Languages.Of(call), change.Cancellation);
        });

    internal static RankingRubric RubricOf(BatchRow batch)
    {
        var originality = Array.IndexOf(batch.CriterionIds, "originality");
        return new(
            batch.CriterionWeights,
            [.. batch.CriterionGroups.Select(group => group == (short)CriterionGroup.CoreTechnology)],
            originality < 0 ? null : originality);
    }

    private static void RefuseMissing(BatchRow batch, SheetSet sheets)
    {
        var lacking = sheets.Applications.Where(application => sheets.SheetsOf[application.ApplicationId].Count() < batch.MinimumReviews).ToList();
        if (lacking.Count > 0)
        {
            throw ReviewErrors.ScoresMissing(lacking.Count, batch.MinimumReviews, [.. lacking.Take(3).Select(application => application.ProjectName)]).ToException();
        }
    }

    /// <summary>What the ranking was computed from: with the stored sheets it can be computed again to the same digits.</summary>
    private static Task KeepBasisAsync(Change change, BatchRow batch, int sheets, int trimBp)
    {
        const string sql = """
            insert into ranking_basis (batch_id, normalisation, trim_bp, sheets, excluded_sheets, ranked_at, ranked_by)
            select @BatchId, @method, @trimBp, @sheets, (select count(*)::int from review where batch_id = @BatchId and excluded_at is not null), @Now, @Subject
            """;
        return change.ExecuteAsync(sql, new { batch.BatchId, method = (short)batch.Normalisation, trimBp, sheets, change.Now, change.Caller.Subject });
    }

    private static async Task InsertAsync(Change change, Guid batchId, IReadOnlyList<Ranked> ranking)
    {
        const string sql = "copy ranking (batch_id, rank, application_id, total_score, criterion_scores, review_count, decided_by) from stdin (format binary)";
        await using var writer = await change.Connection.BeginBinaryImportAsync(sql, change.Cancellation);
        foreach (var place in ranking)
        {
            await writer.StartRowAsync(change.Cancellation);
            await writer.WriteAsync(batchId, NpgsqlDbType.Uuid, change.Cancellation);
            await writer.WriteAsync(place.Rank, NpgsqlDbType.Integer, change.Cancellation);
            await writer.WriteAsync(place.Sums.ApplicationId, NpgsqlDbType.Uuid, change.Cancellation);
            await writer.WriteAsync(place.Total, NpgsqlDbType.Integer, change.Cancellation);
            await writer.WriteAsync(place.CriterionMeans, NpgsqlDbType.Array | NpgsqlDbType.Integer, change.Cancellation);
            await writer.WriteAsync(place.Sums.ReviewCount, NpgsqlDbType.Integer, change.Cancellation);
            await writer.WriteAsync(place.DecidedBy, NpgsqlDbType.Text, change.Cancellation);
        }

        await writer.CompleteAsync(change.Cancellation);
    }
}
