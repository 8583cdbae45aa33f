using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>
/// A talent withdraws its consent to take part (PIPL art. 15). Before publication it is as if it had not come; a simulation made with
/// it cannot be published any more; later its open offer is withdrawn and the seat goes to the next.
/// </summary>
internal static class LeaveTalent
{
    public static async Task<RoundTalent> RunAsync(Change change, LeaveTalentRequest request)
    {
        var round = await RoundRow.LockAsync(change, request.RoundId);
        if (round.RoundState is RoundState.Draft or RoundState.Closed or RoundState.Cancelled)
        {
            throw RoundErrors.WrongState.ToException();
        }

        const string sql = """
            update round_talent r set left_at = @Now from talent t
            where r.round_id = @RoundId and r.talent_id = @talentId and r.left_at is null and t.talent_id = r.talent_id and t.college_code = @OrganisationCode
            """;
        var talentId = Guid.Parse(request.TalentId);
        if (await change.ExecuteAsync(sql, new { change.Now, round.RoundId, talentId, change.Caller.OrganisationCode }) == 0)
        {
            throw RoundErrors.TalentNotIn.ToException();
        }

        change.Audit("round.talent-left", "round", request.RoundId, new { request.TalentId });
        if (await LapsedOffers.WithdrawAsync(change, round.RoundId, talentId) > 0)
        {
            await Waitlist.FillAsync(change, round);
        }

        return await RoundTalentRow.GetAsync(change, round.RoundId, talentId);
    }
}
