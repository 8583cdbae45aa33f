using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>Moves deadlines of stages that have not ended. What a talent was promised to have for its answer is never cut.</summary>
internal static class MoveDates
{
    public static async Task<Round> RunAsync(Change change, MoveRoundDatesRequest request)
    {
        var round = await RoundRow.LockAsync(change, request.RoundId);
        Etag.Check(request.Etag, round.Version);
        var moved = new
        {
            registration = Moved(round, request.RegistrationUntil, round.RegistrationUntil, RoundState.Registration, change.Now),
            ranking = Moved(round, request.RankingUntil, round.RankingUntil, RoundState.Ranking, change.Now),
            publish = Moved(round, request.PublishAt, round.PublishAt, RoundState.Simulated, change.Now),
            offers = Moved(round, request.OffersUntil, round.OffersUntil, RoundState.Offers, change.Now),
            round.RoundId,
        };
        const string promised = "select max(deadline) from round_offer where round_id = @RoundId and state = 1";
        if (moved.registration > moved.ranking || moved.ranking > moved.publish || moved.publish >= moved.offers)
        {
            throw RoundErrors.CalendarOrder.ToException();
        }

        if (await change.QuerySingleOrDefaultAsync<DateTimeOffset?>(promised, new { round.RoundId }) > moved.offers)
        {
            throw OfferErrors.Promised.ToException();
        }

        const string sql = """
            update round set registration_until = @registration, ranking_until = @ranking, publish_at = @publish, offers_until = @offers, version = version + 1
            where round_id = @RoundId
            """;
        await change.ExecuteAsync(sql, moved);
        change.Audit("round.dates-moved", "round", request.RoundId, new { moved.registration, moved.ranking, moved.publish, moved.offers });
        return (await RoundRow.GetAsync(change, round.RoundId)).ToMessage();
    }

    /// <param name="last">The last state in which the date can be moved.</param>
    private static DateTimeOffset Moved(RoundRow round, Timestamp? asked, DateTimeOffset present, RoundState last, DateTimeOffset now) => asked switch
    {
        null => present,
        _ when round.RoundState > last => throw RoundErrors.StageEnded.ToException(),
        _ when asked.ToDateTimeOffset() <= now => throw RoundErrors.MovedToPast.ToException(),
        _ => asked.ToDateTimeOffset(),
    };
}
