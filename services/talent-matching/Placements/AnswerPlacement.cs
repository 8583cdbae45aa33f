using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Privacy;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Placements;

/// <summary>The talent, or the college for it, accepts or declines; the firm withdraws.</summary>
internal static class AnswerPlacement
{
    private const string OfOwnNeed = "p.organisation_code = @OrganisationCode";

    public static async Task<Placement> AcceptAsync(Change change, AcceptPlacementRequest request)
    {
        var placement = await LockedPlacement.TakeAsync(change, request.PlacementId, request.Etag, PlacementStep.Accept, OwnTalent.Condition);
        await Consents.ForPlacementAsync(change, placement.Row.TalentId!.Value, placement.Need, request.TalentConsented);
        await TakeSeatAsync(change, placement.Need);
        await PlaceTalentAsync(change, placement.Row.TalentId!.Value);
        await placement.StoreAsync(change);
        var row = await PlacementRow.GetAsync(change, placement.Row.PlacementId);
        change.Raise(await row.ToEventAsync(change), request.PlacementId);
        change.Audit("placement.accepted", "placement", request.PlacementId, new { consented = true });
        PlacementNews.Accepted(change, row);
        return row.ToMessage(change.Caller);
    }

    public static Task<Placement> DeclineAsync(Change change, PlacementStepRequest request) =>
        StepAsync(change, request, PlacementStep.Decline, OwnTalent.Condition, "placement.declined");

    public static Task<Placement> WithdrawAsync(Change change, PlacementStepRequest request) =>
        StepAsync(change, request, PlacementStep.Withdraw, OfOwnNeed, "placement.withdrawn");

    private static async Task<Placement> StepAsync(Change change, PlacementStepRequest request, PlacementStep step, string party, string action)
    {
        var placement = await LockedPlacement.TakeAsync(change, request.PlacementId, request.Etag, step, party);
        await placement.StoreAsync(change);
        change.Audit(action, "placement", request.PlacementId);
        var row = await PlacementRow.GetAsync(change, placement.Row.PlacementId);
        PlacementNews.Ended(change, row, step);
        return row.ToMessage(change.Caller);
    }

    /// <summary>OPEN becomes FILLED with the last seat.</summary>
    private static async Task TakeSeatAsync(Change change, NeedRow need)
    {
        if (need.NeedState == TalentNeedState.Closed)
        {
            throw NeedErrors.NotOpen.ToException();
        }

        const string sql = """
            update talent_need
            set placed_count = placed_count + 1, version = version + 1, state = case when placed_count + 1 = headcount then 2 else state end
            where need_id = @NeedId and placed_count < headcount
            """;
        if (await change.ExecuteAsync(sql, new { need.NeedId }) == 0)
        {
            throw PlacementErrors.SeatsTaken.ToException();
        }
    }

    /// <summary>A talent is placed once; shortlists that show it are due anew.</summary>
    private static async Task PlaceTalentAsync(Change change, Guid talentId)
    {
        if (await change.ExecuteAsync("update talent set placed = true where talent_id = @talentId and not placed", new { talentId }) == 0)
        {
            throw PlacementErrors.TalentPlaced.ToException();
        }

        await ShortlistQueue.AddThoseShowingAsync(change, [talentId]);
    }
}
