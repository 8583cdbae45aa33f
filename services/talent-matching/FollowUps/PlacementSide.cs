using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Placements;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.FollowUps;

/// <summary>For which side of a placement somebody speaks: an official for none, and sees all.</summary>
internal sealed record PlacementSide(PlacementParty Party, string OrganisationCode, string Subject)
{
    /// <summary>As a condition on <c>placement p</c> and <c>talent t</c>, with the parameters <c>party</c>, <c>OrganisationCode</c> and <c>Subject</c>.</summary>
    public const string Condition = $"""
        (@party = 0 or @party = 1 and p.organisation_code = @OrganisationCode or @party = 2 and {OwnTalent.Condition})
        """;

    /// <summary>What <see cref="Condition"/> takes.</summary>
    public short Number => (short)Party;

    public static PlacementSide Of(Caller caller) => caller switch
    {
        _ when caller.Is(Roles.Official) => new(PlacementParty.Unspecified, "", ""),
        _ => Speaking(caller),
    };

    /// <summary>An official who also speaks for an organisation reports as that.</summary>
    private static PlacementSide Speaking(Caller caller) =>
        new(caller.Is(Roles.University) || caller.Is(Roles.Talent) ? PlacementParty.College : PlacementParty.Firm, caller.OrganisationCode, caller.Subject);

    /// <summary>The caller's side and the placement with its row locked: reports of both sides follow one another.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, also of another's.</exception>
    public static async Task<(PlacementSide Side, PlacementRow Row)> LockAsync(Change change, string placementId)
    {
        const string sql = $"""
            select p.placement_id from placement p left join talent t using (talent_id) where p.placement_id = @id and {Condition} for update of p
            """;
        var side = Speaking(change.Caller);
        var id = Guid.Parse(placementId);
        _ = await change.QuerySingleOrDefaultAsync<Guid?>(sql, new { id, party = side.Number, side.OrganisationCode, side.Subject })
            ?? throw PlacementErrors.NotFound.ToException();
        return (side, await PlacementRow.GetAsync(change, id));
    }
}
