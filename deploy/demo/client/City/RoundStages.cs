using Google.Protobuf.WellKnownTypes;
using Platform.Common.V1;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>Leads a round of the demo city from where it stands to its offers, as officials, firms and colleges do it.</summary>
internal static class RoundStages
{
    /// <summary>Posts in each round.</summary>
    public const int Posts = 6;

    /// <summary>Talents that each post brings along from its shortlist.</summary>
    private const int TalentsAPost = 4;

    /// <param name="known">The round where it is there already.</param>
    /// <param name="skip">How many of the posts at hand another round has.</param>
    /// <param name="toAnswer">How long the first offers stand; null: as the round says.</param>
    public static async Task<Round> ToOffersAsync(JobContext job, Round? known, string name, int skip, TimeSpan? toAnswer)
    {
        var round = known ?? await CreateAsync(job, name);
        if (round.State == RoundState.Draft)
            round = await job.Official.Rounds.OpenRoundAsync(Step(job, round), cancellationToken: job.Cancellation);
        if (round.State == RoundState.Registration)
        {
            await EnterAsync(job, round, skip);
            round = await job.Official.Rounds.StartRankingAsync(Step(job, round), cancellationToken: job.Cancellation);
        }

        if (round.State is RoundState.Ranking)
            await RankAsync(job, round);
        if (round.State is RoundState.Ranking or RoundState.Simulated)
        {
            await job.Official.Rounds.SimulateRoundAsync(Step(job, round), cancellationToken: job.Cancellation);
            await job.Official.Rounds.PublishRoundAsync(Step(job, round), cancellationToken: job.Cancellation);
        }

        if (round.State is >= RoundState.Ranking and < RoundState.Offers)
        {
            var send = new SendRoundOffersRequest { RoundId = round.RoundId, RespondBy = (job.Clock.GetUtcNow() + toAnswer)?.ToTimestamp(), RequestId = job.NewRequestId() };
            round = await job.Official.RoundOffers.SendRoundOffersAsync(send, cancellationToken: job.Cancellation);
        }

        return round;
    }

    private static async Task<Round> CreateAsync(JobContext job, string name)
    {
        var now = job.Clock.GetUtcNow();
        return await job.Official.Rounds.CreateRoundAsync(
            new CreateRoundRequest
            {
                Name = name, Proposing = RoundSide.Talents, RegistrationUntil = now.AddDays(7).ToTimestamp(), RankingUntil = now.AddDays(14).ToTimestamp(),
                PublishAt = now.AddDays(16).ToTimestamp(), OffersUntil = now.AddDays(45).ToTimestamp(), OfferHours = 72, RequestId = job.NewRequestId(),
            },
            cancellationToken: job.Cancellation);
    }

    /// <summary>Posts with talents of the city's schools on their shortlists enter, one seat each, and those talents with them.</summary>
    private static async Task EnterAsync(JobContext job, Round round, int skip)
    {
        var kinds = ShippedOrganisations.Read(job.Connections.Settings.DataFolder).ToDictionary(one => one.Code, one => one.Kind, StringComparer.Ordinal);
        var placed = (await Lists.TalentsAsync(job)).Where(talent => talent.Placed).Select(talent => talent.TalentId).ToHashSet(StringComparer.Ordinal);
        var open = (await Lists.TalentNeedsAsync(job)).Where(need => need.State == TalentNeedState.Open && need.Headcount > need.PlacedCount
            && need.SupportRequestIds.Count == 0 && kinds.GetValueOrDefault(need.OrganisationCode) == OrganisationKind.Enterprise);
        var talents = new HashSet<(string College, string Talent)>();
        var entered = 0;
        foreach (var need in open.OrderBy(need => need.CreateTime.ToDateTimeOffset()).ThenBy(need => need.NeedId, StringComparer.Ordinal).Skip(skip * 2))
        {
            if (entered == Posts)
                break;
            var shortlist = await job.Official.Shortlists.GetShortlistAsync(new GetShortlistRequest { NeedId = need.NeedId }, cancellationToken: job.Cancellation);
            var found = shortlist.Entries
                .Where(entry => kinds.GetValueOrDefault(entry.CollegeCode) == OrganisationKind.University && !placed.Contains(entry.TalentId)).Take(TalentsAPost).ToList();
            if (found.Count == 0)
                continue;
            var firm = await job.Parties.EnterpriseAsync(need.OrganisationCode);
            await firm.Rounds.EnterNeedAsync(
                new EnterNeedRequest { RoundId = round.RoundId, NeedId = need.NeedId, Quota = 1, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            talents.UnionWith(found.Select(entry => (entry.CollegeCode, entry.TalentId)));
            entered++;
        }

        await job.ForAllAsync(talents.GroupBy(talent => talent.College), async group =>
        {
            var college = await job.Parties.UniversityAsync(group.Key);
            await college.Rounds.EnterTalentsAsync(
                new EnterTalentsRequest { RoundId = round.RoundId, TalentIds = { group.Select(talent => talent.Talent) }, TalentsConsented = true, RequestId = job.NewRequestId() },
                cancellationToken: job.Cancellation);
        });
    }

    /// <summary>Every second firm turns the first two of its list round and accepts the rest as computed; the others accept all of it.</summary>
    private static async Task RankAsync(JobContext job, Round round)
    {
        var needs = (await job.Official.Rounds.ListRoundNeedsAsync(new ListRoundPartiesRequest { RoundId = round.RoundId, PageSize = 200 }, cancellationToken: job.Cancellation)).Needs;
        await job.ForAllAsync(needs.Where((need, i) => i % 2 == 0 && !need.Ranked), async need =>
        {
            var firm = await job.Parties.EnterpriseAsync(need.OrganisationCode);
            var ranking = await firm.Rounds.GetNeedRankingAsync(new GetNeedRankingRequest { RoundId = round.RoundId, NeedId = need.NeedId }, cancellationToken: job.Cancellation);
            await firm.Rounds.RankTalentsAsync(
                new RankTalentsRequest { RoundId = round.RoundId, NeedId = need.NeedId, TalentIds = { ranking.Entries.Take(2).Reverse().Select(entry => entry.Id) }, RequestId = job.NewRequestId() },
                cancellationToken: job.Cancellation);
        });
    }

    private static RoundStepRequest Step(JobContext job, Round round) => new() { RoundId = round.RoundId, RequestId = job.NewRequestId() };
}
