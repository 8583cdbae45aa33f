using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Placements;

/// <summary>A firm invites a talent to an interview or offers a seat: in the placement that a collaboration opened for it, or in a new one.</summary>
internal static class OfferPlacement
{
    public static async Task<Placement> RunAsync(Change change, OfferPlacementRequest request)
    {
        var placement = await ReachAsync(change, request.NeedId, request.TalentId, PlacementStep.Offer, null);
        change.Audit("placement.offered", "placement", placement.PlacementId.ToString(), new { request.NeedId, request.TalentId });
        PlacementNews.Offered(change, placement);
        return placement.ToMessage(change.Caller);
    }

    /// <summary>Asks a talent for an interview before an offer.</summary>
    public static async Task<Placement> InviteAsync(Change change, InviteToInterviewRequest request)
    {
        var at = request.InterviewTime.ToDateTimeOffset();
        if (at <= change.Now)
        {
            throw PlacementErrors.InterviewPast.ToException();
        }

        var placement = await ReachAsync(change, request.NeedId, request.TalentId, PlacementStep.Interview, at);
        change.Audit("placement.interview", "placement", placement.PlacementId.ToString(), new { request.NeedId, request.TalentId });
        PlacementNews.Invited(change, placement);
        return placement.ToMessage(change.Caller);
    }

    private static async Task<PlacementRow> ReachAsync(Change change, string needId, string talent, PlacementStep step, DateTimeOffset? interviewAt)
    {
        // The need's lock orders all that happens to its seats and placements.
        var need = await NeedVisibility.LockOwnAsync(change, needId);
        MustHaveSeat(need);
        var talentId = Guid.Parse(talent);
        await MustBeFreeAsync(change, talentId);
        return await PlacementRow.GetAsync(change, await StepAsync(change, need, talentId, step, interviewAt));
    }

    private static void MustHaveSeat(NeedRow need)
    {
        if (need.NeedState == TalentNeedState.Closed)
        {
            throw NeedErrors.NotOpen.ToException();
        }

        if (need.PlacedCount >= need.Headcount)
        {
            throw PlacementErrors.SeatsTaken.ToException();
        }
    }

    private static async Task MustBeFreeAsync(Change change, Guid id)
    {
        const string sql = $"select t.placed from talent t where t.talent_id = @id and {TalentVisibility.Condition}";
        var visibility = new TalentVisibility(false, null, change.Caller.OrganisationCode);
        var placed = await change.QuerySingleOrDefaultAsync<bool?>(sql, new { id, visibility.Every, visibility.CollegeCode, visibility.FirmCode, visibility.Account })
            ?? throw TalentErrors.NotFound.ToException();
        if (placed)
        {
            throw PlacementErrors.TalentPlaced.ToException();
        }
    }

    /// <summary>Takes the step in the placement that the two have open, or in a new one.</summary>
    private static async Task<Guid> StepAsync(Change change, NeedRow need, Guid talentId, PlacementStep step, DateTimeOffset? interviewAt)
    {
        const string live = """
            select placement_id, state from placement
            where need_id = @NeedId and (talent_id = @talentId and state in (1, 2, 3, 6) or talent_id is null and state = 1)
            order by (talent_id is null), placement_id limit 1 for update
            """;
        if (await change.QuerySingleOrDefaultAsync<Live>(live, new { need.NeedId, talentId }) is not { } opened)
        {
            const string insert = """
                insert into placement (placement_id, need_id, talent_id, organisation_code, state, interview_at, created_at)
                values (@id, @NeedId, @talentId, @OrganisationCode, @state, @interviewAt, @Now)
                """;
            var id = change.NewId();
            var state = (short)PlacementStates.After(PlacementState.Proposed, step)!.Value;
            await change.ExecuteAsync(insert, new { id, need.NeedId, talentId, need.OrganisationCode, state, interviewAt, change.Now });
            return id;
        }

        if (PlacementStates.After((PlacementState)opened.State, step) is not { } next)
        {
            throw PlacementErrors.AlreadyOffered.ToException();
        }

        const string stepped = """
            update placement set talent_id = @talentId, state = @next, interview_at = coalesce(@interviewAt, interview_at), version = version + 1
            where placement_id = @PlacementId
            """;
        await change.ExecuteAsync(stepped, new { talentId, next = (short)next, interviewAt, opened.PlacementId });
        return opened.PlacementId;
    }

    private sealed record Live(Guid PlacementId, short State);
}
