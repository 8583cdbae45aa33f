using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Rounds;

namespace Platform.TalentMatching.Privacy;

/// <summary>What stops where a talent wants no more to do with it: open placements, and open offers of rounds. What was signed stays.</summary>
internal static class StoppedMatters
{
    /// <summary>Locks the rounds in which the talent has an open offer of the need, or of any.</summary>
    public static async Task<IReadOnlyList<RoundRow>> LockRoundsAsync(Change change, Guid talentId, Guid? needId)
    {
        const string sql = """
            select distinct round_id from round_offer where talent_id = @talentId and state = 1 and (@needId::uuid is null or need_id = @needId) order by round_id
            """;
        var rounds = new List<RoundRow>();
        foreach (var roundId in await change.QueryAsync<Guid>(sql, new { talentId, needId }))
        {
            rounds.Add(await RoundRow.LockAsync(change, roundId.ToString()));
        }

        return rounds;
    }

    /// <summary>Open placements, whose needs are locked, become CONSENT_WITHDRAWN.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> PlacementsAsync(Change change, Guid talentId, Guid? needId)
    {
        const string sql = """
            update placement set state = @state, version = version + 1
            where talent_id = @talentId and (@needId::uuid is null or need_id = @needId) and state = any(@open) returning placement_id
            """;
        var stopped = await change.QueryAsync<Guid>(sql, new { state = (short)PlacementState.ConsentWithdrawn, talentId, needId, open = OpenStates });
        foreach (var placementId in stopped)
        {
            change.Audit("placement.consent-withdrawn", "placement", placementId.ToString());
        }

        return stopped.Count;
    }

    /// <summary>Open offers are withdrawn, and the seats go to the next.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> OffersAsync(Change change, IReadOnlyList<RoundRow> rounds, Guid talentId, Guid? needId)
    {
        const string sql = """
            update round_offer set state = 5, answered_at = @Now
            where round_id = @RoundId and talent_id = @talentId and state = 1 and (@needId::uuid is null or need_id = @needId) returning offer_id
            """;
        var count = 0;
        foreach (var round in rounds)
        {
            var withdrawn = await change.QueryAsync<Guid>(sql, new { change.Now, round.RoundId, talentId, needId });
            foreach (var offerId in withdrawn)
            {
                change.Audit("round-offer.withdrawn", "round-offer", offerId.ToString());
            }

            count += withdrawn.Count;
            if (withdrawn.Count > 0)
            {
                await Waitlist.FillAsync(change, round);
            }
        }

        return count;
    }

    /// <summary>States of a placement before it is signed.</summary>
    public static readonly short[] OpenStates = [(short)PlacementState.Proposed, (short)PlacementState.Interview, (short)PlacementState.Offered];
}
