using Platform.Chassis.Data;
using Platform.ProjectRegistry.Firms;
using Platform.ProjectRegistry.Policies;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>Reads firms with all that policies may ask for, in four statements whatever their number.</summary>
internal static class FirmRecords
{
    private const string ProjectsSql = """
        select p.project_id, p.organisation_code, p.name, p.industry, a.track, p.admitted_at, a.total_investment_cny_fen, a.rd_investment_cny_fen,
            a.equipment_localisation_bp, a.on_industrial_internet, p.talents_placed, p.agreements_signed, p.state = 3 as removed
        from project p join application a on a.application_id = p.project_id
        where @all or p.organisation_code = any(@codes)
        order by p.organisation_code, p.project_id
        limit 100000
        """;

    private const string NamesSql = """
        select organisation_code as code, name from organisation where kind = 2 and (@all or organisation_code = any(@codes))
        union
        select organisation_code, '' from firm f where (@all or organisation_code = any(@codes))
            and not exists (select from organisation o where o.organisation_code = f.organisation_code)
        limit 100000
        """;

    public static async Task<FirmRecord> OfAsync(Change change, string code) =>
        (await ReadAsync(change, [code])).FirstOrDefault() ?? new FirmRecord(code, "", null, [], [], []);

    public static Task<IReadOnlyList<FirmRecord>> AllAsync(Change change) => ReadAsync(change, null);

    private static async Task<IReadOnlyList<FirmRecord>> ReadAsync(Change change, string[]? only)
    {
        var parameters = new { all = only is null, codes = only ?? [] };
        var names = await change.QueryAsync<Named>(NamesSql, parameters);
        var profiles = (await change.QueryAsync<FirmRow>($"{FirmRow.Select} where @all or f.organisation_code = any(@codes) limit 100000", parameters)).ToDictionary(row => row.OrganisationCode, StringComparer.Ordinal);
        var years = (await change.QueryAsync<FirmYearRow>($"{FirmYearRow.Select} where @all or organisation_code = any(@codes) limit 1000000", parameters)).ToLookup(row => row.OrganisationCode, StringComparer.Ordinal);
        var projects = (await change.QueryAsync<ProjectFacts>(ProjectsSql, parameters)).ToLookup(row => row.OrganisationCode, StringComparer.Ordinal);
        var credit = (await change.QueryAsync<CreditListing>(
            "select organisation_code, listed_on, lifted_on from bad_credit_entry where @all or organisation_code = any(@codes) limit 100000", parameters)).ToLookup(row => row.OrganisationCode, StringComparer.Ordinal);
        return [.. names.Select(firm => new FirmRecord(
            firm.Code, firm.Name, profiles.GetValueOrDefault(firm.Code), [.. years[firm.Code]], [.. projects[firm.Code]], [.. credit[firm.Code]]))];
    }

    private sealed class Named
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";
    }
}
