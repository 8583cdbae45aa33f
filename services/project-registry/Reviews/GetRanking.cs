using System.Globalization;
using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>The stored ranking with the reason for each place, page by page.</summary>
internal static class GetRanking
{
    public static async Task<Ranking> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, GetRankingRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var batch = await BatchRow.ReadAsync(connection, Guid.Parse(request.BatchId), call.CancellationToken);
        // Names are public with the notice; until then they stay hidden from reviewers where the review was anonymous.
        var anonymous = batch is { AnonymousReview: true, State: < BatchState.PublicNotice } && !Caller.Of(call).Is(Roles.Official);
        return batch.State >= BatchState.Ranked
            ? await ReadAsync(connection, batch, request, catalogue, Languages.Of(call), call.CancellationToken, anonymous)
            : throw ReviewErrors.NotRanked.ToException();
    }

    /// <summary>One page; the first one with the figures of the whole.</summary>
    /// <param name="anonymous">Whether numbers stand for the applicants.</param>
    public static async Task<Ranking> ReadAsync(
        NpgsqlConnection connection, BatchRow batch, GetRankingRequest request, Catalogue catalogue, Language language, CancellationToken cancellation, bool anonymous = false)
    {
        var size = PageSize.Of(request.PageSize, byDefault: 500, maximum: 1000);
        var query = $"GetRanking {batch.BatchId}";
        var after = PageKeys.Number(PageToken.Decode(request.PageToken, query, keyCount: 1), 0) ?? 0;
        var rows = await RankedRow.ReadAsync(connection, batch.BatchId, cancellation, after, size + 1);
        var ranking = new Ranking
        {
            BatchId = batch.BatchId.ToString(),
            Normalisation = batch.Normalisation,
            Applications = { rows.Take(size).Select(row => Shown(row, row.ToMessage(batch, row.Outcome, row.OutcomeReason, row.OutcomeKind, catalogue, language))) },
            ApplicationCount = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
                "select count(*)::int from ranking where batch_id = @BatchId", new { batch.BatchId }, cancellationToken: cancellation)),
        };
        if (rows.Count > size)
        {
            ranking.NextPageToken = PageToken.Encode(query, rows[size - 1].Rank.ToString(CultureInfo.InvariantCulture));
        }

        if (after == 0)
        {
            ranking.Classes.AddRange(await ClassesAsync(connection, batch.BatchId, cancellation));
        }

        return ranking;

        RankedApplication Shown(RankedRow row, RankedApplication message)
        {
            if (anonymous)
            {
                var anonymity = Anonymity.Of(row.ReviewNumber, row.OrganisationName, row.OrganisationCode);
                (message.ProjectName, message.OrganisationName) = (anonymity.Mask(message.ProjectName), anonymity.Alias);
            }

            return message;
        }
    }

    private static async Task<IEnumerable<ClassFigures>> ClassesAsync(NpgsqlConnection connection, Guid batchId, CancellationToken cancellation)
    {
        const string sql = """
            select c.kind, c.code, count(*)::int as candidates, (count(*) filter (where r.outcome = 1))::int as selected
            from ranking r join application a using (application_id)
            cross join lateral (values (1, a.industry), (2, a.track), (3, a.district)) as c (kind, code)
            where r.batch_id = @batchId and a.state <> @withdrawn and r.vetoed_by = '' and c.code <> ''
            group by c.kind, c.code
            order by c.kind, c.code
            limit 3000
            """;
        var parameters = new { batchId, withdrawn = (short)ApplicationState.Withdrawn };
        return (await connection.QueryAsync<ClassRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).Select(row => new ClassFigures
        {
            Class = new QuotaClass { Kind = row.Kind, Code = row.Code },
            Candidates = row.Candidates,
            Selected = row.Selected,
        });
    }

    private sealed class ClassRow
    {
        public QuotaKind Kind { get; init; }

        public string Code { get; init; } = "";

        public int Candidates { get; init; }

        public int Selected { get; init; }
    }
}
