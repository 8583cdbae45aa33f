using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>The published result becomes offers; where somebody left since, the seat goes to the next at once.</summary>
internal static class SendOffers
{
    public static async Task<Round> RunAsync(Change change, SendRoundOffersRequest request)
    {
        var round = await StepRound.TakeAsync(change, new RoundStepRequest { RoundId = request.RoundId, Etag = request.Etag }, RoundStep.SendOffers);
        if (change.Now >= round.OffersUntil)
        {
            throw OfferErrors.OffersOver.ToException();
        }

        var deadline = DeadlineOf(request, round, change.Now);
        const string result = "select run_id from round_run where round_id = @RoundId and kind = 2";
        var runId = await change.ExecuteScalarAsync<Guid>(result, new { round.RoundId });
        await Waitlist.OfferAsync(change, round, runId, deadline);
        await Waitlist.FillAsync(change, round);
        await StepRound.StoreAsync(change, round, RoundStep.SendOffers);
        return (await RoundRow.GetAsync(change, round.RoundId)).ToMessage();
    }

    private static DateTimeOffset DeadlineOf(SendRoundOffersRequest request, RoundRow round, DateTimeOffset now)
    {
        if (request.RespondBy is null)
        {
            return Waitlist.Deadline(round, now);
        }

        var deadline = request.RespondBy.ToDateTimeOffset();
        return deadline <= now ? throw OfferErrors.RespondByPast.ToException()
            : deadline > round.OffersUntil ? throw OfferErrors.RespondByLate.ToException()
            : deadline;
    }
}
