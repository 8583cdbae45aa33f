using Platform.Chassis.Data;
using Platform.Chassis.Notifications;

namespace Platform.TalentMatching.Rounds;

/// <summary>
/// Tells the parties of a round what happens in it: one message an organisation and occasion, by the number of offers and never by a
/// talent's name. That an offer was accepted is told with the placement it becomes.
/// </summary>
internal static class RoundNews
{
    /// <summary>Firms with a post in it and colleges with talents in it.</summary>
    private const string Parties = """
        select organisation_code from round_need where round_id = @RoundId and left_at is null
        union select t.college_code from round_talent r join talent t using (talent_id) where r.round_id = @RoundId and r.left_at is null and t.college_code is not null
        order by 1
        """;

    public static Task RankingOpenedAsync(Change change, RoundRow round) => ToAllAsync(
        change, round, "round.ranking",
        $"双选会《{round.Name}》开始互选排序，请为本单位的岗位或人才排序。",
        $"Ranking has begun in the round “{round.Name}”: put your posts' talents or your talents' posts in order.");

    public static Task PublishedAsync(Change change, RoundRow round) => ToAllAsync(
        change, round, "round.published", $"双选会《{round.Name}》的匹配结果已公布。", $"The result of the round “{round.Name}” is published.");

    /// <param name="waitlist">They are for seats that were given back.</param>
    public static async Task OffersMadeAsync(Change change, RoundRow round, IReadOnlyCollection<Guid> offerIds, bool waitlist)
    {
        foreach (var (college, count) in await CountAsync(change, College, offerIds))
        {
            Tell(change, round, college, "round.offered", $"双选会《{round.Name}》向贵校 {count} 名人才发出邀约，请在期限内答复。",
                $"The round “{round.Name}” made {count} {Offers(count)} to your talents: answer in time.");
        }

        await TellTalentsAsync(change, round, offerIds, "round.offered", $"双选会《{round.Name}》向您发出一份邀约，请在期限内答复。", $"The round “{round.Name}” made you an offer: answer in time.");
        foreach (var (firm, count) in await CountAsync(change, Firm, offerIds))
        {
            if (waitlist)
            {
                Tell(change, round, firm, "round.reopened", $"双选会《{round.Name}》中贵单位空出的 {count} 个名额已向后续人才发出邀约。",
                    $"{count} {(count == 1 ? "seat" : "seats")} of yours given back in the round “{round.Name}” went to the next by offer.");
            }
            else
            {
                Tell(change, round, firm, "round.offered", $"双选会《{round.Name}》已为贵单位发出 {count} 份邀约。",
                    $"{count} {Offers(count)} of yours went out in the round “{round.Name}”.");
            }
        }
    }

    public static async Task DeclinedAsync(Change change, RoundRow round, Guid offerId)
    {
        foreach (var (firm, _) in await CountAsync(change, Firm, [offerId]))
        {
            Tell(change, round, firm, "round.declined", $"双选会《{round.Name}》中贵单位的一份邀约被谢绝。", $"An offer of yours in the round “{round.Name}” was declined.");
        }
    }

    /// <summary>Nobody answered in time, or the talent or the seat was gone before.</summary>
    public static async Task LapsedAsync(Change change, RoundRow round, IReadOnlyCollection<Guid> offerIds)
    {
        foreach (var side in (string[])[College, Firm])
        {
            foreach (var (organisation, count) in await CountAsync(change, side, offerIds))
            {
                Tell(change, round, organisation, "round.lapsed", $"双选会《{round.Name}》中有 {count} 份邀约已失效。", $"{count} {Offers(count)} lapsed in the round “{round.Name}”.");
            }
        }
    }

    /// <summary>Told once an offer.</summary>
    public static async Task LapsingAsync(Change change, RoundRow round, IReadOnlyCollection<Guid> offerIds)
    {
        foreach (var (college, count) in await CountAsync(change, College, offerIds))
        {
            Tell(change, round, college, "round.lapsing", $"双选会《{round.Name}》中贵校 {count} 份邀约即将到期，请尽快答复。",
                $"{count} {Offers(count)} to your talents in the round “{round.Name}” will lapse soon: please answer.");
        }

        await TellTalentsAsync(change, round, offerIds, "round.lapsing", $"双选会《{round.Name}》给您的邀约即将到期，请尽快答复。", $"Your offer in the round “{round.Name}” will lapse soon: please answer.");
    }

    private const string College = "t.college_code";
    private const string Firm = "n.organisation_code";

    private static async Task ToAllAsync(Change change, RoundRow round, string topic, string zh, string en)
    {
        foreach (var organisation in await change.QueryAsync<string>(Parties, new { round.RoundId }))
        {
            Tell(change, round, organisation, topic, zh, en);
        }
    }

    private static void Tell(Change change, RoundRow round, string organisation, string topic, string zh, string en) =>
        Inform.Organisation(change, organisation, new Message(topic, zh, en, $"/rounds/{round.RoundId}"));

    /// <summary>Those talents who have an account of their own.</summary>
    private static async Task TellTalentsAsync(Change change, RoundRow round, IReadOnlyCollection<Guid> offerIds, string topic, string zh, string en)
    {
        const string sql = """
            select t.account_id from round_offer f join talent t using (talent_id) where f.offer_id = any(@ids) and t.account_id is not null order by t.account_id
            """;
        foreach (var account in await change.QueryAsync<string>(sql, new { ids = offerIds.ToArray() }))
        {
            Inform.Account(change, account, new Message(topic, zh, en, $"/rounds/{round.RoundId}"));
        }
    }

    /// <param name="side">The column that names whom to tell.</param>
    private static Task<IReadOnlyList<(string Organisation, long Count)>> CountAsync(Change change, string side, IReadOnlyCollection<Guid> offerIds) =>
        change.QueryAsync<(string Organisation, long Count)>(
            $"""
            select {side}, count(*) from round_offer f join talent_need n using (need_id) join talent t using (talent_id)
            where f.offer_id = any(@ids) and {side} is not null group by {side} order by {side}
            """,
            new { ids = offerIds.ToArray() });

    private static string Offers(long count) => count == 1 ? "offer" : "offers";
}
