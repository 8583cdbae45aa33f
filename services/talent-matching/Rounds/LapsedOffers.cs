using Platform.Chassis.Data;

namespace Platform.TalentMatching.Rounds;

/// <summary>Ends offers that nobody can accept any more. Each offer ends once, however often this runs.</summary>
internal static class LapsedOffers
{
    /// <summary>Of <c>round_offer f</c>: past its deadline, its talent placed elsewhere, or its seat gone; with the parameter <c>Now</c>.</summary>
    public const string Condition = """
        f.state = 1 and (f.deadline <= @Now
            or exists (select 1 from talent t where t.talent_id = f.talent_id and t.placed)
            or exists (select 1 from talent_need n where n.need_id = f.need_id and (n.state = 3 or n.placed_count >= n.headcount)))
        """;

    /// <summary>Ends those of a round whose row is locked, and makes the next offers where it ended some.</summary>
    public static async Task EndAsync(Change change, RoundRow round)
    {
        const string sql = $"""
            update round_offer f set state = case when f.deadline <= @Now then 4 else 5 end, answered_at = @Now
            where f.round_id = @RoundId and {Condition} returning f.offer_id, f.state
            """;
        var ended = await change.QueryAsync<Ended>(sql, new { change.Now, round.RoundId });
        foreach (var offer in ended)
        {
            change.Audit(offer.State == 4 ? "round-offer.expired" : "round-offer.withdrawn", "round-offer", offer.OfferId.ToString());
        }

        if (ended.Count > 0)
        {
            await RoundNews.LapsedAsync(change, round, [.. ended.Select(offer => offer.OfferId)]);
            await Waitlist.FillAsync(change, round);
        }
    }

    /// <summary>Withdraws open offers: of one talent who left, or all of a round that ends.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> WithdrawAsync(Change change, Guid roundId, Guid? talentId)
    {
        const string sql = """
            update round_offer f set state = 5, answered_at = @Now
            where f.round_id = @roundId and f.state = 1 and (@talentId::uuid is null or f.talent_id = @talentId) returning f.offer_id
            """;
        var withdrawn = await change.QueryAsync<Guid>(sql, new { change.Now, roundId, talentId });
        foreach (var offerId in withdrawn)
        {
            change.Audit("round-offer.withdrawn", "round-offer", offerId.ToString());
        }

        return withdrawn.Count;
    }

    private sealed record Ended(Guid OfferId, short State);
}
