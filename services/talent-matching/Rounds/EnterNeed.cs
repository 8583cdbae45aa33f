using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;

namespace Platform.TalentMatching.Rounds;

/// <summary>A firm enters a need of its own with a quota, or takes it out again.</summary>
internal static class EnterNeed
{
    public static async Task<RoundNeed> RunAsync(Change change, EnterNeedRequest request)
    {
        var round = await RoundRow.LockSharedAsync(change, request.RoundId);
        MustRegister(round, change.Now);
        var need = await NeedVisibility.LockOwnAsync(change, request.NeedId);
        if (need.NeedState != TalentNeedState.Open || request.Quota > need.Headcount - need.PlacedCount)
        {
            throw RoundErrors.QuotaAboveSeats.ToException();
        }

        const string sql = """
            insert into round_need (round_id, need_id, organisation_code, quota) values (@RoundId, @NeedId, @OrganisationCode, @Quota)
            on conflict (round_id, need_id) do update set quota = excluded.quota, left_at = null
            """;
        await change.ExecuteAsync(sql, new { round.RoundId, need.NeedId, need.OrganisationCode, request.Quota });
        change.Audit("round.need-entered", "round", request.RoundId, new { request.NeedId, request.Quota });
        return await RoundNeedRow.GetAsync(change, round.RoundId, need.NeedId);
    }

    public static async Task<RoundNeed> LeaveAsync(Change change, LeaveNeedRequest request)
    {
        var round = await RoundRow.LockAsync(change, request.RoundId);
        var need = await NeedVisibility.LockOwnAsync(change, request.NeedId);
        if (round.RoundState is not (RoundState.Registration or RoundState.Ranking or RoundState.Simulated))
        {
            throw RoundErrors.WrongState.ToException();
        }

        const string sql = "update round_need set left_at = @Now where round_id = @RoundId and need_id = @NeedId and left_at is null";
        if (await change.ExecuteAsync(sql, new { change.Now, round.RoundId, need.NeedId }) == 0)
        {
            throw RoundErrors.NeedNotIn.ToException();
        }

        change.Audit("round.need-left", "round", request.RoundId, new { request.NeedId });
        return await RoundNeedRow.GetAsync(change, round.RoundId, need.NeedId);
    }

    public static void MustRegister(RoundRow round, DateTimeOffset now)
    {
        if (round.RoundState != RoundState.Registration)
        {
            throw RoundErrors.WrongState.ToException();
        }

        if (now >= round.RegistrationUntil)
        {
            throw RoundErrors.RegistrationOver.ToException();
        }
    }
}
