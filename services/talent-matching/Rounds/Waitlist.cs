using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>
/// Gives free seats of a round with offers to whoever remains: deferred acceptance over the published lists, with accepted and open
/// offers fixed and pairs that had their offer left out. The result is stable among the remaining, and certified for them.
/// </summary>
internal static class Waitlist
{
    /// <summary>Seats without an open or accepted offer; fewer where the need was filled otherwise, none where it is not open.</summary>
    public const string FreeSeats = """
        select s.need_id, greatest(0, case when n.state <> 1 then 0 else least(
            s.seats - count(f.offer_id) filter (where f.state in (1, 2)),
            n.headcount - n.placed_count - count(f.offer_id) filter (where f.state = 1)) end)::int as seats
        from round_seat s
        join talent_need n using (need_id)
        left join round_offer f on f.round_id = s.round_id and f.need_id = s.need_id
        where s.round_id = @RoundId
        group by s.need_id, s.seats, n.state, n.headcount, n.placed_count
        """;

    /// <summary>As a condition on <c>talent_id</c> of a row <c>p</c>: it takes part, is free and has no open or accepted offer.</summary>
    public const string IsFree = """
        exists (select 1 from round_talent r join talent t using (talent_id)
            where r.round_id = @RoundId and r.talent_id = p.talent_id and r.left_at is null and not t.placed)
        and not exists (select 1 from round_offer f where f.round_id = @RoundId and f.talent_id = p.talent_id and f.state in (1, 2))
        """;

    /// <summary>Makes the next offers. The round's row is locked.</summary>
    public static async Task FillAsync(Change change, RoundRow round)
    {
        if (change.Now >= round.OffersUntil)
        {
            return;
        }

        const string pairSql = $"""
            select p.talent_id, p.need_id, p.talent_place from round_pair p
            where p.round_id = @RoundId and p.need_id = any(@open) and {IsFree}
              and not exists (select 1 from round_offer f where f.round_id = @RoundId and f.talent_id = p.talent_id and f.need_id = p.need_id)
            order by p.talent_id, p.need_place
            """;
        await LockNeedsAsync(change, round);
        var seats = (await change.QueryAsync<FreeSeat>(FreeSeats + " order by s.need_id", new { round.RoundId })).Where(seat => seat.Seats > 0).ToList();
        var pairs = await change.QueryAsync<StoredPair>(pairSql, new { round.RoundId, open = seats.Select(seat => seat.NeedId).ToArray() });
        if (pairs.Count == 0)
        {
            return;
        }

        var certified = Certified.Of((RoundSide)round.Proposing, StoredLists.ToLists([.. seats.Select(seat => (seat.NeedId, seat.Seats))], pairs));
        var run = await RunRow.StoreAsync(change, round.RoundId, RoundRunKind.Waitlist, certified);
        // Places are told as in the full lists.
        const string places = """
            update round_match m set need_place = p.need_place from round_pair p
            where m.run_id = @RunId and p.round_id = @RoundId and p.talent_id = m.talent_id and p.need_id = m.need_id
            """;
        await change.ExecuteAsync(places, new { run.RunId, round.RoundId });
        await OfferAsync(change, round, run.RunId, Deadline(round, change.Now), waitlist: true);
    }

    /// <summary>Offers whatever a run matched, as far as both are still free; better ranked talents first where seats were lost.</summary>
    public static async Task OfferAsync(Change change, RoundRow round, Guid runId, DateTimeOffset deadline, bool waitlist = false)
    {
        const string sql = $"""
            with free as ({FreeSeats}), ranked as (
                select p.need_id, p.talent_id, row_number() over (partition by p.need_id order by p.talent_place) as number
                from round_match p where p.run_id = @runId and {IsFree})
            select r.need_id, r.talent_id from ranked r join free using (need_id) where r.number <= free.seats order by r.need_id, r.number
            """;
        const string insert = """
            insert into round_offer (offer_id, round_id, need_id, talent_id, run_id, state, deadline, created_at)
            values ($1, $2, $3, $4, $5, 1, $6, $7)
            """;
        var made = new List<Guid>();
        await LockNeedsAsync(change, round);
        foreach (var match in await change.QueryAsync<Match>(sql, new { round.RoundId, runId }))
        {
            var offerId = change.NewId();
            change.Write(insert, offerId, round.RoundId, match.NeedId, match.TalentId, runId, deadline.UtcDateTime, change.Now.UtcDateTime);
            change.Audit("round-offer.made", "round-offer", offerId.ToString(), new { round.RoundId, match.NeedId, match.TalentId });
            made.Add(offerId);
        }

        await RoundNews.OffersMadeAsync(change, round, made, waitlist);
    }

    /// <summary>Keeps placements that are made elsewhere from taking the seats meanwhile.</summary>
    private static Task LockNeedsAsync(Change change, RoundRow round) => change.ExecuteAsync(
        "select 1 from talent_need where need_id in (select need_id from round_seat where round_id = @RoundId) order by need_id for update", new { round.RoundId });

    public static DateTimeOffset Deadline(RoundRow round, DateTimeOffset now) =>
        now.AddHours(round.OfferHours) is var due && due < round.OffersUntil ? due : round.OffersUntil;

    private sealed record FreeSeat(Guid NeedId, int Seats);

    private sealed record Match(Guid NeedId, Guid TalentId);
}
