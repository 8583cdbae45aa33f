using Platform.Chassis.Auth;
using Platform.Chassis.Data;

namespace Platform.TalentMatching.Rounds;

/// <summary>
/// Tells of offers about to lapse, once each: when a quarter of the time to answer is left, a day at most. The mark on the offer
/// commits with the message, so replicas tell nobody twice.
/// </summary>
internal static class LapsingOffers
{
    private const string Sql = """
        update round_offer set lapse_told_at = @Now where offer_id in (
            select f.offer_id from round_offer f join round r using (round_id)
            where f.state = 1 and f.lapse_told_at is null and r.state = 6 and f.deadline > @Now
              and f.deadline <= @Now::timestamptz + least(interval '1 day', (f.deadline - f.created_at) / 4)
            order by f.deadline limit 500 for update of f skip locked)
        returning offer_id, round_id
        """;

    public static Task TellAsync(Store store, Caller caller, CancellationToken cancellation) => store.ChangeAsync(caller, async change =>
    {
        var offers = await change.QueryAsync<(Guid Offer, Guid Round)>(Sql, new { change.Now });
        foreach (var round in offers.GroupBy(one => one.Round).OrderBy(group => group.Key))
        {
            await RoundNews.LapsingAsync(change, await RoundRow.GetAsync(change, round.Key), [.. round.Select(one => one.Offer)]);
        }
    }, cancellation);
}
