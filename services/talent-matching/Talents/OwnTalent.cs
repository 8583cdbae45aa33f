using Platform.Chassis.Data;

namespace Platform.TalentMatching.Talents;

/// <summary>A talent whom the caller acts for: a college for its own, a talent for itself.</summary>
internal static class OwnTalent
{
    /// <summary>As a condition on <c>talent t</c>, with the parameters <c>OrganisationCode</c> and <c>Subject</c>.</summary>
    public const string Condition = "(t.erased_at is null and (t.college_code = @OrganisationCode or t.account_id = @Subject))";

    /// <summary>The talent with its row locked; rows that refer to it may come meanwhile, so that shortlists are stored without waiting.</summary>
    /// <param name="talentId">Empty: the calling talent's own.</param>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND also where it is there but another's.</exception>
    public static async Task<TalentRow> LockAsync(Change change, string talentId) =>
        await FindAsync(change, talentId, "for no key update of t") ?? throw Missing(talentId).ToException();

    /// <summary>As <see cref="LockAsync"/>, without the lock.</summary>
    public static async Task<TalentRow> ReadAsync(Change change, string talentId) =>
        await FindAsync(change, talentId, "") ?? throw Missing(talentId).ToException();

    private static Chassis.Errors.Error Missing(string talentId) => talentId.Length == 0 ? ProfileErrors.None : TalentErrors.NotFound;

    private static async Task<TalentRow?> FindAsync(Change change, string talentId, string mode)
    {
        var sql = $"""
            select {TalentRow.Columns} from talent t
            where {Condition} and (@id::uuid is not null and t.talent_id = @id or @id::uuid is null and t.account_id = @Subject) {mode}
            """;
        Guid? id = talentId.Length == 0 ? null : Guid.TryParse(talentId, out var given) ? given : Guid.Empty;
        return await change.QuerySingleOrDefaultAsync<TalentRow>(sql, new { id, change.Caller.OrganisationCode, change.Caller.Subject });
    }
}
