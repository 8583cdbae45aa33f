using Grpc.Core;
using NpgsqlTypes;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
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
            var reviewed = await SumAsync(change, batch);
            RefuseMissing(batch, reviewed);
            var ranking = RankOrder.Of(reviewed.Select(row => row.ToSums()), RubricOf(batch));
            await batch.MoveAsync(change, next);
            await ApplicationRow.MoveAllAsync(change, batch.BatchId, ApplicationState.UnderReview, ApplicationStep.Rank);
            await InsertAsync(change, batch.BatchId, ranking);
            var vetoed = await MarkVetoes.RunAsync(change, batch);
            change.Audit("batch.rank", "batch", batch.BatchId.ToString(), new { applications = ranking.Count, vetoed });
            return await GetRanking.ReadAsync(change.Connection, batch, catalogue, Languages.Of(call), change.Cancellation);
        });

    private static RankingRubric RubricOf(BatchRow batch)
    {
        var originality = Array.IndexOf(batch.CriterionIds, "originality");
        return new(
            batch.CriterionWeights,
            [.. batch.CriterionGroups.Select(group => group == (short)CriterionGroup.CoreTechnology)],
            originality < 0 ? null : originality);
    }

    private static void RefuseMissing(BatchRow batch, IReadOnlyList<SumRow> reviewed)
    {
        var lacking = reviewed.Where(row => row.Reviews < batch.MinimumReviews).ToList();
        if (lacking.Count > 0)
        {
            throw ReviewErrors.ScoresMissing(lacking.Count, batch.MinimumReviews, [.. lacking.Take(3).Select(row => row.ProjectName)]).ToException();
        }
    }

    private static Task<IReadOnlyList<SumRow>> SumAsync(Change change, BatchRow batch)
    {
        // Sums per criterion: one row for each application and position of the rubric, gathered in the rubric's order.
        const string sql = """
            select a.application_id, a.project_name, a.submitted_at, coalesce(s.reviews, 0) as reviews,
                coalesce(s.sums, array_fill(0::bigint, array[@criteria])) as sums
            from application a
            left join (
                select t.application_id, max(t.reviews)::int as reviews, array_agg(t.sum order by t.position) as sums
                from (
                    select r.application_id, p.position, sum(p.points)::bigint as sum, count(*) as reviews
                    from review r cross join lateral unnest(r.points) with ordinality as p (points, position)
                    where r.batch_id = @BatchId
                    group by r.application_id, p.position
                ) t
                group by t.application_id
            ) s using (application_id)
            where a.batch_id = @BatchId and a.submitted_at is not null and a.state = @state
            order by a.application_id
            limit 200000
            """;
        return change.QueryAsync<SumRow>(sql, new { batch.BatchId, state = (short)ApplicationState.UnderReview, criteria = batch.CriterionIds.Length });
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

    private sealed class SumRow
    {
        public Guid ApplicationId { get; init; }

        public string ProjectName { get; init; } = "";

        public DateTimeOffset SubmittedAt { get; init; }

        public int Reviews { get; init; }

        public long[] Sums { get; init; } = [];

        public ReviewSums ToSums() => new(ApplicationId, SubmittedAt, Sums, Reviews);
    }
}
