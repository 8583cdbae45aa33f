using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>A round begins as a draft with its calendar.</summary>
internal static class CreateRound
{
    private const int DefaultOfferHours = 72;

    public static async Task<Round> RunAsync(Change change, CreateRoundRequest request)
    {
        var (registration, ranking) = (request.RegistrationUntil.ToDateTimeOffset(), request.RankingUntil.ToDateTimeOffset());
        var (publish, offers) = (request.PublishAt.ToDateTimeOffset(), request.OffersUntil.ToDateTimeOffset());
        if (registration <= change.Now)
        {
            throw RoundErrors.CalendarPast.ToException();
        }

        if (registration > ranking || ranking > publish || publish >= offers)
        {
            throw RoundErrors.CalendarOrder.ToException();
        }

        const string sql = """
            insert into round (round_id, name, proposing, state, registration_until, ranking_until, publish_at, offers_until, offer_hours, created_at)
            values (@id, @name, @proposing, 1, @registration, @ranking, @publish, @offers, @hours, @Now)
            """;
        var id = change.NewId();
        await change.ExecuteAsync(sql, new
        {
            id,
            name = request.Name.Trim(),
            proposing = (short)(request.Proposing == RoundSide.Needs ? RoundSide.Needs : RoundSide.Talents),
            registration,
            ranking,
            publish,
            offers,
            hours = request.OfferHours == 0 ? DefaultOfferHours : request.OfferHours,
            change.Now,
        });
        change.Audit("round.created", "round", id.ToString());
        return (await RoundRow.GetAsync(change, id)).ToMessage();
    }
}
