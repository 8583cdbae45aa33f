using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;

namespace Platform.TalentMatching.Placements;

/// <summary>A placement about to take a step: its need's row is locked first, then its own.</summary>
internal sealed record LockedPlacement(NeedRow Need, PlacementRow Row, PlacementState Next)
{
    /// <param name="party">A condition on <c>placement p</c> and <c>talent t</c> that tells whether it is the caller's, with the parameters <c>OrganisationCode</c> and <c>Subject</c>.</param>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH, WRONG_STATE.</exception>
    public static async Task<LockedPlacement> TakeAsync(Change change, string placementId, string etag, PlacementStep step, string party)
    {
        var id = Guid.Parse(placementId);
        var locked = $"""
            select {NeedRow.Columns} from talent_need n left join organisation o using (organisation_code)
            where n.need_id = (
                select p.need_id from placement p left join talent t using (talent_id) where p.placement_id = @id and {party})
            for update of n
            """;
        var need = await change.QuerySingleOrDefaultAsync<NeedRow>(locked, new { id, change.Caller.OrganisationCode, change.Caller.Subject })
            ?? throw PlacementErrors.NotFound.ToException();
        await change.ExecuteAsync("select 1 from placement where placement_id = @id for update", new { id });
        var row = await PlacementRow.GetAsync(change, id);
        Etag.Check(etag, row.Version);
        var next = PlacementStates.After((PlacementState)row.State, step) ?? throw PlacementErrors.WrongState.ToException();
        return new LockedPlacement(need, row, next);
    }

    /// <summary>Stores the step.</summary>
    public Task StoreAsync(Change change) => change.ExecuteAsync(
        "update placement set state = @state, placed_at = case when @state = 3 then @Now else placed_at end, version = version + 1 where placement_id = @PlacementId",
        new { state = (short)Next, change.Now, Row.PlacementId });
}
