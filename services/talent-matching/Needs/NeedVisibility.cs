using Platform.Chassis.Auth;
using Platform.Chassis.Data;

namespace Platform.TalentMatching.Needs;

/// <summary>Which needs a caller may read: a firm its own, officials all, universities and talents those that are not closed.</summary>
internal sealed record NeedVisibility(string? OwnCode, short[] States)
{
    private static readonly short[] Every = [1, 2, 3];
    private static readonly short[] NotClosed = [1, 2];

    /// <summary>As a condition on <c>talent_need n</c>, with the parameters <c>OwnCode</c> and <c>States</c>.</summary>
    public const string Condition = "(@OwnCode::text is null or n.organisation_code = @OwnCode) and n.state = any(@States)";

    public static NeedVisibility Of(Caller caller) => caller switch
    {
        _ when caller.Is(Roles.Official) => new(null, Every),
        _ when caller.Is(Roles.University) || caller.Is(Roles.Talent) => new(null, NotClosed),
        _ => new(caller.OrganisationCode, Every),
    };

    /// <summary>The need with its row locked, as the caller may read it.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND also where it is there but not for this caller.</exception>
    public static Task<NeedRow> LockAsync(Change change, string needId) => LockAsync(change, needId, Of(change.Caller));

    /// <summary>The need with its row locked, of the caller's own organisation.</summary>
    /// <inheritdoc cref="LockAsync(Change, string)"/>
    public static Task<NeedRow> LockOwnAsync(Change change, string needId) => LockAsync(change, needId, new(change.Caller.OrganisationCode, Every));

    private static async Task<NeedRow> LockAsync(Change change, string needId, NeedVisibility visibility)
    {
        const string sql = $"""
            select {NeedRow.Columns} from talent_need n left join organisation o using (organisation_code)
            where n.need_id = @id and {Condition} for update of n
            """;
        return await change.QuerySingleOrDefaultAsync<NeedRow>(sql, new { id = Guid.Parse(needId), visibility.OwnCode, visibility.States })
            ?? throw NeedErrors.NotFound.ToException();
    }
}
