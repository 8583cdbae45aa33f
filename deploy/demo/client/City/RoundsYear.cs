using Platform.Demo.Job;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>
/// Two rounds: one finished, with offers accepted, declined, expired and withdrawn, and one whose offers are open. Each is led on from
/// where it stands, so what is there already stays.
/// </summary>
internal static class RoundsYear
{
    public const string Finished = "2026 年春季双选会（示范）";
    public const string Running = "2026 年秋季双选会（示范）";

    /// <summary>Long enough to answer the first offers, short enough to see one expire.</summary>
    private static readonly TimeSpan ToAnswer = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(JobContext job)
    {
        var known = (await job.Official.Rounds.ListRoundsAsync(new ListRoundsRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Rounds;
        Round? finishing = null;
        if (known.FirstOrDefault(round => round.Name == Finished) is not { State: RoundState.Closed or RoundState.Cancelled })
        {
            finishing = await RoundStages.ToOffersAsync(job, known.FirstOrDefault(round => round.Name == Finished), Finished, skip: 0, ToAnswer);
            await AnswerFirstAsync(job, finishing);
        }

        if (known.FirstOrDefault(round => round.Name == Running) is not { State: >= RoundState.Offers })
        {
            var round = await RoundStages.ToOffersAsync(job, known.FirstOrDefault(round => round.Name == Running), Running, skip: RoundStages.Posts, toAnswer: null);
            await AnswerAsync(job, await OffersAsync(job, round.RoundId, RoundOfferState.Offered), accept: 1, decline: 1);
        }

        if (finishing is not null)
            await CloseAsync(job, finishing);
        foreach (var name in new[] { Finished, Running })
            await NoteAsync(job, name);
    }

    /// <summary>Two accept, one declines, one leaves; the others say nothing.</summary>
    private static async Task AnswerFirstAsync(JobContext job, Round round)
    {
        var open = (await OffersAsync(job, round.RoundId, RoundOfferState.Offered)).Where(offer => !offer.Waitlist).ToList();
        await AnswerAsync(job, open, accept: 2, decline: 1);
        if (open.Count > 3)
        {
            var leaver = open[3];
            var college = await job.Parties.UniversityAsync(leaver.CollegeCode);
            await college.Rounds.LeaveTalentAsync(
                new LeaveTalentRequest { RoundId = round.RoundId, TalentId = leaver.TalentId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    }

    /// <summary>The round ends once the deadline of the first offers has passed.</summary>
    private static async Task CloseAsync(JobContext job, Round round)
    {
        _ = await job.UntilAsync(async () => await FirstAreOpenAsync(job, round) ? null : round);
        await job.Official.Rounds.CloseRoundAsync(new RoundStepRequest { RoundId = round.RoundId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static async Task<bool> FirstAreOpenAsync(JobContext job, Round round) =>
        (await OffersAsync(job, round.RoundId, RoundOfferState.Offered)).Any(offer => !offer.Waitlist);

    private static Task AnswerAsync(JobContext job, IReadOnlyList<RoundOffer> offers, int accept, int decline) => job.ForAllAsync(offers.Take(accept + decline).Index(), async one =>
    {
        var college = await job.Parties.UniversityAsync(one.Item.CollegeCode);
        if (one.Index < accept)
        {
            await college.RoundOffers.AcceptRoundOfferAsync(
                new AcceptRoundOfferRequest { OfferId = one.Item.OfferId, TalentConsented = true, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
        else
        {
            await college.RoundOffers.DeclineRoundOfferAsync(
                new DeclineRoundOfferRequest { OfferId = one.Item.OfferId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    });

    private static async Task<IReadOnlyList<RoundOffer>> OffersAsync(JobContext job, string roundId, RoundOfferState state) => (await job.Official.RoundOffers.ListRoundOffersAsync(
        new ListRoundOffersRequest { RoundId = roundId, State = state, PageSize = 200 }, cancellationToken: job.Cancellation)).Offers;

    private static async Task NoteAsync(JobContext job, string name)
    {
        var rounds = (await job.Official.Rounds.ListRoundsAsync(new ListRoundsRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Rounds;
        if (rounds.FirstOrDefault(round => round.Name == name) is not { } round)
            return;
        var offers = await OffersAsync(job, round.RoundId, RoundOfferState.Unspecified);
        var accepted = offers.Count(offer => offer.State == RoundOfferState.Accepted);
        job.Printer.Note(
            $"《{name}》：岗位 {round.NeedCount} 个，人才 {round.TalentCount} 名，邀约 {offers.Count} 份，接受 {accepted} 份",
            $"“{name}”: {round.NeedCount} posts, {round.TalentCount} talents, {offers.Count} offers, {accepted} accepted");
    }
}
