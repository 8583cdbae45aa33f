using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Privacy;
using Platform.TalentMatching.Talents;

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
        if (!MayBeLeft(round))
        {
            throw RoundErrors.WrongState.ToException();
        }

        const string sql = $"""
            select exists (
                select 1 from round_talent r join talent t using (talent_id)
                where r.round_id = @RoundId and r.talent_id = @talentId and r.left_at is null and {OwnTalent.Condition})
            """;
        var talentId = Guid.Parse(request.TalentId);
        var parameters = new { round.RoundId, talentId, change.Caller.OrganisationCode, change.Caller.Subject };
        if (!await change.ExecuteScalarAsync<bool>(sql, parameters))
        {
            throw RoundErrors.TalentNotIn.ToException();
        }

        await LeaveAsync(change, round, talentId);
        return await RoundTalentRow.GetAsync(change, round.RoundId, talentId);
    }

    public static bool MayBeLeft(RoundRow round) => round.RoundState is not (RoundState.Draft or RoundState.Closed or RoundState.Cancelled);

    /// <summary>Takes a talent out of a round that may be left, and whose row is locked; nothing where it is not in.</summary>
    public static async Task LeaveAsync(Change change, RoundRow round, Guid talentId)
    {
        const string sql = "update round_talent set left_at = @Now where round_id = @RoundId and talent_id = @talentId and left_at is null";
        if (await change.ExecuteAsync(sql, new { change.Now, round.RoundId, talentId }) == 0)
        {
            return;
        }

        await Consents.EndOfRoundAsync(change, round.RoundId, talentId);
        change.Audit("round.talent-left", "round", round.RoundId.ToString(), new { TalentId = talentId.ToString() });
        if (await LapsedOffers.WithdrawAsync(change, round.RoundId, talentId) > 0)
        {
            await Waitlist.FillAsync(change, round);
        }
    }
}
