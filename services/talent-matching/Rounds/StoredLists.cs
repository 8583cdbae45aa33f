using Dapper;
using Npgsql;
using Platform.Chassis.Data;

namespace Platform.TalentMatching.Rounds;

/// <summary>The full lists of a published result as they are stored.</summary>
internal static class StoredLists
{
    public static async Task StoreAsync(Change change, Guid roundId, RoundLists lists)
    {
        var market = lists.Market;
        var talentOf = Enumerable.Range(0, lists.Talents.Length).SelectMany(talent => Enumerable.Repeat(talent, market.Start[talent + 1] - market.Start[talent])).ToArray();
        const string pairs = """
            insert into round_pair (round_id, talent_id, need_place, need_id, talent_place)
            select @roundId, p.* from unnest(@talents, @needPlaces, @needs, @talentPlaces) p
            """;
        await change.ExecuteAsync(pairs, new
        {
            roundId,
            talents = Array.ConvertAll(talentOf, talent => lists.Talents[talent]),
            needPlaces = talentOf.Select((talent, edge) => edge - market.Start[talent] + 1).ToArray(),
            needs = Array.ConvertAll(market.Need, need => lists.Needs[need]),
            talentPlaces = Array.ConvertAll(market.Rank, rank => rank + 1),
        });
        const string seats = "insert into round_seat (round_id, need_id, seats) select @roundId, s.* from unnest(@Needs, @Seats) s";
        await change.ExecuteAsync(seats, new { roundId, lists.Needs, market.Seats });
    }

    /// <summary>The lists as published; talents without a pair are not among them.</summary>
    public static async Task<RoundLists> ReadAsync(NpgsqlConnection connection, Guid roundId, CancellationToken cancellation)
    {
        const string seatSql = "select need_id, seats from round_seat where round_id = @roundId order by need_id";
        const string pairSql = "select talent_id, need_id, talent_place from round_pair where round_id = @roundId order by talent_id, need_place";
        var seats = (await connection.QueryAsync<Seat>(new CommandDefinition(seatSql, new { roundId }, cancellationToken: cancellation))).AsList();
        var pairs = (await connection.QueryAsync<StoredPair>(new CommandDefinition(pairSql, new { roundId }, cancellationToken: cancellation))).AsList();
        return ToLists([.. seats.Select(seat => (seat.NeedId, seat.Seats))], pairs);
    }

    /// <param name="seats">By id of the need.</param>
    /// <param name="pairs">By id of the talent, then its most wished first.</param>
    public static RoundLists ToLists(IReadOnlyList<(Guid NeedId, int Seats)> seats, IReadOnlyList<StoredPair> pairs)
    {
        var needIndex = PairScores.Index(seats.Select(seat => seat.NeedId));
        var (talents, start) = (new List<Guid>(), new List<int>());
        for (var edge = 0; edge < pairs.Count; edge++)
        {
            if (edge == 0 || pairs[edge].TalentId != pairs[edge - 1].TalentId)
            {
                talents.Add(pairs[edge].TalentId);
                start.Add(edge);
            }
        }

        start.Add(pairs.Count);
        var market = Market.Of(
            [.. start], [.. pairs.Select(pair => needIndex[pair.NeedId])], [.. pairs.Select(pair => pair.TalentPlace - 1)], [.. seats.Select(seat => seat.Seats)]);
        return new([.. talents], [.. seats.Select(seat => seat.NeedId)], market);
    }

    private sealed record Seat(Guid NeedId, int Seats);
}

/// <summary>A pair of the stored lists.</summary>
internal sealed record StoredPair(Guid TalentId, Guid NeedId, int TalentPlace);
