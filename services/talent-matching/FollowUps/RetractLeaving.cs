using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Placements;

namespace Platform.TalentMatching.FollowUps;

/// <summary>One side takes its report of leaving back: a mistake. Where no report is left the placement goes on.</summary>
internal static class RetractLeaving
{
    public static async Task<PlacementHistory> RunAsync(Change change, RetractLeavingRequest request)
    {
        var (side, placement) = await PlacementSide.LockAsync(change, request.PlacementId);
        if (PlacementStates.After((PlacementState)placement.State, PlacementStep.Return) is not { } placed)
        {
            throw FollowUpErrors.NoLeaving.ToException();
        }

        const string rests = "select exists (select from placement_report where placement_id = @PlacementId and party = @Number and not employed)";
        if (await change.ExecuteScalarAsync<bool>(rests, new { placement.PlacementId, side.Number }))
        {
            throw FollowUpErrors.AnswersRest.ToException();
        }

        const string sql = "delete from placement_leaving where placement_id = @PlacementId and party = @Number";
        if (await change.ExecuteAsync(sql, new { placement.PlacementId, side.Number }) == 0)
        {
            throw FollowUpErrors.NoLeaving.ToException();
        }

        if (side.Party == PlacementParty.College)
        {
            await TakeTalentAsync(change, placement.TalentId!.Value);
        }

        const string others = "select exists (select from placement_leaving where placement_id = @PlacementId)";
        var told = await change.ExecuteScalarAsync<bool>(others, new { placement.PlacementId });
        await ReportLeaving.StoreAsync(change, placement, told ? PlacementState.Left : placed);
        change.Audit("placement.leaving-retracted", "placement", request.PlacementId, new { Party = side.Number });
        return await PlacementHistories.GetAsync(change, placement.PlacementId);
    }

    private static async Task TakeTalentAsync(Change change, Guid talentId)
    {
        if (await change.ExecuteAsync("update talent set placed = true where talent_id = @talentId and not placed", new { talentId }) == 0)
        {
            throw PlacementErrors.TalentPlaced.ToException();
        }

        await ShortlistQueue.AddThoseShowingAsync(change, [talentId]);
    }
}
