using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>Reads what the rules look at, for many applications of one batch at once.</summary>
internal static class ReadFacts
{
    public static async Task<IReadOnlyList<EligibilityFacts>> RunAsync(Change change, Guid batchId, IReadOnlyCollection<Guid> applicationIds)
    {
        const string sql = """
            select a.application_id, a.project_name, a.organisation_code, a.submitted_at, a.total_investment_cny_fen, a.rd_investment_cny_fen,
                coalesce(f.registered_in, '') as registered_in, f.founded_on,
                (select count(*)::int from stored_file s where s.owner_kind = @attachment and s.owner_id = a.application_id and s.removed_at is null) as documents
            from application a left join firm f using (organisation_code)
            where a.batch_id = @batchId and a.application_id = any(@ids)
            order by a.application_id
            """;
        var rows = await change.QueryAsync<FactRow>(sql, new { batchId, ids = applicationIds.ToArray(), attachment = FilePurpose.ApplicationAttachment.Kind() });
        var codes = rows.Select(row => row.OrganisationCode).Distinct().ToArray();
        var badCredit = await BadCreditAsync(change, codes);
        var pool = await PoolAsync(change, batchId);
        var live = (await LiveAsync(change, batchId, codes)).ToLookup(row => row.OrganisationCode, row => row.ToOther(inPool: false));
        return [.. rows.Select(row => new EligibilityFacts(
            row.ApplicationId,
            row.ProjectName,
            row.OrganisationCode,
            row.RegisteredIn,
            row.FoundedOn,
            CityDays.Of(row.SubmittedAt),
            badCredit.GetValueOrDefault(row.OrganisationCode),
            [.. pool.Concat(live[row.OrganisationCode]).Where(other => other.Id != row.ApplicationId)],
            row.TotalInvestmentCnyFen,
            row.RdInvestmentCnyFen,
            row.Documents))];
    }

    /// <summary>Of each firm the oldest entry in force today.</summary>
    private static async Task<Dictionary<string, BadCreditFact>> BadCreditAsync(Change change, string[] codes)
    {
        const string sql = """
            select distinct on (organisation_code) organisation_code, reason, source, listed_on from bad_credit_entry
            where organisation_code = any(@codes) and listed_on <= @today and (lifted_on is null or lifted_on > @today)
            order by organisation_code, listed_on, entry_id
            """;
        var rows = await change.QueryAsync<(string Code, string Reason, string Source, DateOnly ListedOn)>(sql, new { codes, today = CityDays.Of(change.Now) });
        return rows.ToDictionary(row => row.Code, row => new BadCreditFact(row.Reason, row.Source, row.ListedOn), StringComparer.Ordinal);
    }

    /// <summary>Projects of real batches for a real batch; for a rehearsal none, as its own batch has none yet.</summary>
    private static async Task<IReadOnlyList<OtherProject>> PoolAsync(Change change, Guid batchId)
    {
        const string sql = """
            select p.project_id as id, p.name, p.organisation_code
            from project p join batch b using (batch_id)
            where not b.rehearsal and not (select rehearsal from batch where batch_id = @batchId)
            order by p.project_id limit 100000
            """;
        return [.. (await change.QueryAsync<NameRow>(sql, new { batchId })).Select(row => row.ToOther(inPool: true))];
    }

    /// <summary>Submitted, and neither admitted (those are in the pool) nor waitlisted, rejected or withdrawn.</summary>
    private static Task<IReadOnlyList<NameRow>> LiveAsync(Change change, Guid batchId, string[] codes)
    {
        const string sql = """
            select a.application_id as id, a.project_name as name, a.organisation_code
            from application a join batch b using (batch_id)
            where a.organisation_code = any(@codes) and a.submitted_at is not null and a.state between 2 and 6
                and (a.batch_id = @batchId or (not b.rehearsal and not (select rehearsal from batch where batch_id = @batchId)))
            order by a.application_id limit 200000
            """;
        return change.QueryAsync<NameRow>(sql, new { batchId, codes });
    }

    private sealed class FactRow
    {
        public Guid ApplicationId { get; init; }

        public string ProjectName { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public DateTimeOffset SubmittedAt { get; init; }

        public long TotalInvestmentCnyFen { get; init; }

        public long RdInvestmentCnyFen { get; init; }

        public string RegisteredIn { get; init; } = "";

        public DateOnly? FoundedOn { get; init; }

        public int Documents { get; init; }
    }

    private sealed class NameRow
    {
        public Guid Id { get; init; }

        public string Name { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public OtherProject ToOther(bool inPool) => new(Id, Name, inPool, new NameSimilarity(Name));
    }
}
