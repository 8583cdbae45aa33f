using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Common.V1;

namespace Platform.TalentMatching.Talents;

/// <summary>
/// Rows name their college, the platform knows it by code. An import and a college that joins must see each other, so that
/// no row is left unclaimed: imports share a lock, a college that joins has it alone.
/// </summary>
internal static class Colleges
{
    private const long Key = 0x7461_6c65_6e74_02;

    /// <summary>Codes by folded name; holds the lock until the end of the transaction.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> KnownAsync(Change change)
    {
        await change.ExecuteAsync("select pg_advisory_xact_lock_shared(@Key)", new { Key });
        const string sql = "select name, organisation_code from organisation where kind = @kind order by organisation_code desc limit 100000";
        var codes = new Dictionary<string, string>();
        foreach (var college in await change.QueryAsync<College>(sql, new { kind = (short)OrganisationKind.University }))
        {
            codes[Words.Fold(college.Name)] = college.OrganisationCode;
        }

        return codes;
    }

    public static Task LockForJoiningAsync(Change change) => change.ExecuteAsync("select pg_advisory_xact_lock(@Key)", new { Key });

    private sealed record College(string Name, string OrganisationCode);
}
