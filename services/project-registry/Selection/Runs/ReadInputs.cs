using Dapper;
using Npgsql;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Runs;

/// <summary>Gathers everything a run of a ranked batch is computed from.</summary>
internal static class ReadInputs
{
    /// <summary>Of <see cref="RunInputs"/>.</summary>
    private const int Format = 1;

    public static async Task<RunInputs> RunAsync(NpgsqlConnection connection, BatchRow batch, CancellationToken cancellation)
    {
        const string candidates = """
            select a.application_id, a.industry, a.track, a.district, a.submitted_at, a.state = @withdrawn as withdrawn
            from ranking r join application a using (application_id)
            where r.batch_id = @BatchId
            order by a.application_id
            limit 200000
            """;
        const string sheets = """
            select v.application_id, v.reviewer_id, v.points
            from review v join ranking r using (application_id)
            where v.batch_id = @BatchId and v.excluded_at is null
            order by v.application_id, v.reviewer_id collate "C"
            limit 4000000
            """;
        var parameters = new { batch.BatchId, withdrawn = (short)ApplicationState.Withdrawn };
        var rows = await connection.QueryAsync<CandidateRow>(new CommandDefinition(candidates, parameters, cancellationToken: cancellation));
        var filed = (await connection.QueryAsync<SheetRow>(new CommandDefinition(sheets, parameters, cancellationToken: cancellation))).AsList();
        var basis = await connection.QuerySingleAsync<BasisRow>(new CommandDefinition(
            "select normalisation, trim_bp from ranking_basis where batch_id = @BatchId", parameters, cancellationToken: cancellation));
        string[] reviewers = [.. filed.Select(sheet => sheet.ReviewerId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var positions = reviewers.Index().ToDictionary(reviewer => reviewer.Item, reviewer => reviewer.Index, StringComparer.Ordinal);
        var ofCandidates = filed.ToLookup(sheet => sheet.ApplicationId);
        return new RunInputs
        {
            Format = Format,
            AlgorithmVersion = RunDecision.AlgorithmVersion,
            BatchId = batch.BatchId.ToString(),
            Capacity = batch.Capacity,
            Waitlist = CityRules.Current.WaitlistFor(batch.Capacity),
            Quotas = { batch.Quotas.Select(QuotaMessages.ToMessage) },
            Criteria = { batch.Criteria.Select(ToMessage) },
            Reviewers = { reviewers },
            Candidates = { rows.Select(row => row.ToMessage(ofCandidates[row.ApplicationId], positions)) },
            Normalisation = basis.Normalisation,
            TrimBp = basis.TrimBp,
        };
    }

    private static RunCriterion ToMessage(Criterion criterion) => new()
    {
        CriterionId = criterion.CriterionId,
        Group = criterion.Group,
        Weight = criterion.Weight,
        VetoRule = (int)(criterion.Veto?.Rule ?? VetoRule.Unspecified),
        VetoBelow = criterion.Veto?.Below ?? 0,
        VetoReviewers = criterion.Veto?.Reviewers ?? 0,
    };

    private sealed class BasisRow
    {
        public int Normalisation { get; init; }

        public int TrimBp { get; init; }
    }

    private sealed class CandidateRow
    {
        public Guid ApplicationId { get; init; }

        public string Industry { get; init; } = "";

        public string Track { get; init; } = "";

        public string District { get; init; } = "";

        public DateTimeOffset SubmittedAt { get; init; }

        public bool Withdrawn { get; init; }

        public RunCandidate ToMessage(IEnumerable<SheetRow> sheets, Dictionary<string, int> reviewers) => new()
        {
            ApplicationId = RunDecision.BytesOf(ApplicationId),
            Industry = Industry,
            Track = Track,
            District = District,
            SubmitTimeUs = (SubmittedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            Withdrawn = Withdrawn,
            Sheets = { sheets.Select(sheet => new RunSheet { Reviewer = reviewers[sheet.ReviewerId], Points = { sheet.Points.Select(points => (int)points) } }) },
        };
    }

    private sealed class SheetRow
    {
        public Guid ApplicationId { get; init; }

        public string ReviewerId { get; init; } = "";

        public short[] Points { get; init; } = [];
    }
}
