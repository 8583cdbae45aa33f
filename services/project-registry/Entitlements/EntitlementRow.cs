using Platform.Chassis.Data;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>Which entitlement: of a firm, or of a project of it, from one policy for one year.</summary>
public readonly record struct EntitlementKey(string OrganisationCode, int Year, string PolicyCode, Guid ProjectId);

/// <summary>An entitlement as stored: what was last computed.</summary>
public sealed class EntitlementRow
{
    public string OrganisationCode { get; init; } = "";

    public int Year { get; init; }

    public string PolicyCode { get; init; } = "";

    /// <summary>Zeros: the firm itself.</summary>
    public Guid ProjectId { get; init; }

    public int Version { get; init; }

    public EntitlementVerdict Verdict { get; init; }

    public long WorthCnyFen { get; init; }

    public bool Provisional { get; init; }

    public EntitlementKey Key => new(OrganisationCode, Year, PolicyCode, ProjectId);

    public static EntitlementRow Of(Judgement judgement) => new()
    {
        OrganisationCode = judgement.Context.Firm.Code,
        Year = judgement.Context.Year,
        PolicyCode = judgement.Compiled.Policy.PolicyCode,
        ProjectId = judgement.Context.Project?.ProjectId ?? Guid.Empty,
        Version = judgement.Compiled.Policy.Version,
        Verdict = judgement.Verdict,
        WorthCnyFen = judgement.Worth,
        Provisional = judgement.Provisional,
    };

    public bool SameAs(EntitlementRow other) =>
        (Version, Verdict, WorthCnyFen, Provisional) == (other.Version, other.Verdict, other.WorthCnyFen, other.Provisional);

    /// <param name="code">Null: of every firm.</param>
    /// <param name="policy">Null: of every policy.</param>
    public static Task<IReadOnlyList<EntitlementRow>> ReadAsync(Change change, string? code, string? policy) => change.QueryAsync<EntitlementRow>(
        """
        select organisation_code, year, policy_code, project_id, version, verdict, worth_cny_fen, provisional from entitlement
        where (@code::text is null or organisation_code = @code) and (@policy::text is null or policy_code = @policy)
        limit 10000000
        """,
        new { code, policy });

    public static async Task WriteAsync(Change change, IReadOnlyList<EntitlementRow> written, IReadOnlyList<EntitlementKey> deleted)
    {
        if (deleted.Count > 0)
        {
            await change.ExecuteAsync(
                """
                delete from entitlement e using unnest(@codes, @years, @policies, @projects) as d (organisation_code, year, policy_code, project_id)
                where e.organisation_code = d.organisation_code and e.year = d.year and e.policy_code = d.policy_code and e.project_id = d.project_id
                """,
                Keys(deleted));
        }

        if (written.Count > 0)
        {
            var keys = Keys([.. written.Select(row => row.Key)]);
            await change.ExecuteAsync(
                """
                insert into entitlement (organisation_code, year, policy_code, project_id, version, verdict, worth_cny_fen, provisional, computed_at)
                select organisation_code, year, policy_code, project_id, version, verdict, worth_cny_fen, provisional, @Now
                from unnest(@codes, @years, @policies, @projects, @versions, @verdicts, @worths, @provisional)
                    as w (organisation_code, year, policy_code, project_id, version, verdict, worth_cny_fen, provisional)
                on conflict (organisation_code, year, policy_code, project_id) do update set version = excluded.version, verdict = excluded.verdict,
                    worth_cny_fen = excluded.worth_cny_fen, provisional = excluded.provisional, computed_at = excluded.computed_at
                """,
                new
                {
                    keys.codes, keys.years, keys.policies, keys.projects, change.Now,
                    versions = written.Select(row => row.Version).ToArray(),
                    verdicts = written.Select(row => (short)row.Verdict).ToArray(),
                    worths = written.Select(row => row.WorthCnyFen).ToArray(),
                    provisional = written.Select(row => row.Provisional).ToArray(),
                });
        }
    }

    private static KeyColumns Keys(IReadOnlyList<EntitlementKey> keys) => new(
        [.. keys.Select(key => key.OrganisationCode)], [.. keys.Select(key => key.Year)], [.. keys.Select(key => key.PolicyCode)], [.. keys.Select(key => key.ProjectId)]);

#pragma warning disable IDE1006 // Named as the parameters of the statements.
    private sealed record KeyColumns(string[] codes, int[] years, string[] policies, Guid[] projects);
#pragma warning restore IDE1006
}
