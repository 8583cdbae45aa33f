using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>A project's need and what was found for it.</summary>
internal sealed class NeedRow
{
    public Guid NeedId { get; init; }

    public NeedKind Kind { get; init; }

    public string Title { get; init; } = "";

    public int Headcount { get; init; }

    public DateTimeOffset? FoundAt { get; init; }

    /// <summary>In the order declared, those posted later at the end; findings best first.</summary>
    public static async Task<IReadOnlyList<ProjectNeed>> ReadAsync(NpgsqlConnection connection, Guid projectId, CancellationToken cancellation)
    {
        const string sql = """
            select need_id, kind, title, headcount, found_at from project_need where project_id = @projectId order by number limit 1000;
            select need_id, rank, candidate_id, label, organisation_code, organisation_name, score, explanation_zh, explanation_en
            from project_finding where project_id = @projectId order by need_id, rank limit 20000;
            """;
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, new { projectId }, cancellationToken: cancellation));
        var needs = await results.ReadAsync<NeedRow>();
        var findings = (await results.ReadAsync<FindingRow>()).ToLookup(finding => finding.NeedId);
        return [.. needs.Select(need => need.ToMessage(findings[need.NeedId]))];
    }

    private ProjectNeed ToMessage(IEnumerable<FindingRow> findings) => new()
    {
        NeedId = NeedId.ToString(),
        Kind = Kind,
        Title = Title,
        Headcount = Headcount,
        Findings = { findings.Select(finding => finding.ToMessage()) },
        FoundTime = FoundAt is { } found ? Timestamp.FromDateTimeOffset(found) : null,
    };

    private sealed class FindingRow
    {
        public Guid NeedId { get; init; }

        public int Rank { get; init; }

        public Guid CandidateId { get; init; }

        public string Label { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public double Score { get; init; }

        public string ExplanationZh { get; init; } = "";

        public string ExplanationEn { get; init; } = "";

        public Finding ToMessage() => new()
        {
            Rank = Rank,
            CandidateId = CandidateId.ToString(),
            Label = Label,
            OrganisationCode = OrganisationCode,
            OrganisationName = OrganisationName,
            Score = Score,
            ExplanationZh = ExplanationZh,
            ExplanationEn = ExplanationEn,
        };
    }
}
