using Google.Protobuf.WellKnownTypes;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Tests.Rounds;

/// <summary>A round with two firms' needs and talents of one college, led through its stages as its parties do it.</summary>
internal sealed class RoundJourney(TalentFixture fixture)
{
    public RoundService.RoundServiceClient Official { get; } = new(fixture.Official());

    public RoundService.RoundServiceClient Firm { get; } = new(fixture.Enterprise(TalentFixture.Firm));

    public RoundService.RoundServiceClient OtherFirm { get; } = new(fixture.Enterprise(TalentFixture.OtherFirm));

    public RoundService.RoundServiceClient College { get; } = new(fixture.University(TalentFixture.College));

    public RoundService.RoundServiceClient OtherCollege { get; } = new(fixture.University(TalentFixture.OtherCollege));

    public RoundOfferService.RoundOfferServiceClient OfficialOffers { get; } = new(fixture.Official());

    public RoundOfferService.RoundOfferServiceClient FirmOffers { get; } = new(fixture.Enterprise(TalentFixture.Firm));

    public RoundOfferService.RoundOfferServiceClient CollegeOffers { get; } = new(fixture.University(TalentFixture.College));

    public RoundOfferService.RoundOfferServiceClient OtherCollegeOffers { get; } = new(fixture.University(TalentFixture.OtherCollege));

    public string Id { get; private set; } = "";

    /// <summary>The need of <see cref="Firm"/>.</summary>
    public string Need { get; private set; } = "";

    /// <summary>The need of <see cref="OtherFirm"/>.</summary>
    public string OtherNeed { get; private set; } = "";

    public IReadOnlyList<string> Talents { get; private set; } = [];

    public RoundStepRequest Step => new() { RoundId = Id };

    public GetRoundRequest Get => new() { RoundId = Id };

    public CreateRoundRequest Calendar(string name = "秋季双选会")
    {
        var now = fixture.Clock.GetUtcNow();
        return new CreateRoundRequest
        {
            Name = name,
            RegistrationUntil = now.AddDays(1).ToTimestamp(),
            RankingUntil = now.AddDays(2).ToTimestamp(),
            PublishAt = now.AddDays(3).ToTimestamp(),
            OffersUntil = now.AddDays(30).ToTimestamp(),
            OfferHours = 24,
        };
    }

    /// <summary>A round in REGISTRATION with both needs and the talents; the first talent is the best for each need, and so on.</summary>
    public async Task<RoundJourney> RegisterAsync(int talents = 4, int seats = 1, int otherSeats = 1)
    {
        var mark = Guid.CreateVersion7().ToString("N");
        var lines = Enumerable.Range(0, talents).Select(i => $"生{i}{mark}子,燕山大学,自动化,本科,2027,人形机器人:5,,秦皇岛,9,全职,1390000000{i}");
        Talents = [.. (await fixture.ImportTalentsAsync(fixture.Official(), null, lines)).Ids];
        Need = (await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).CreateTalentNeedAsync(TalentFixture.Need($"机器人应用工程师{mark}", "人形机器人", seats + 1))).NeedId;
        OtherNeed = (await fixture.Needs(fixture.Enterprise(TalentFixture.OtherFirm)).CreateTalentNeedAsync(TalentFixture.Need($"机器人调试工程师{mark}", "人形机器人", otherSeats + 1))).NeedId;
        Id = (await Official.CreateRoundAsync(Calendar())).RoundId;
        await Official.OpenRoundAsync(Step);
        await Firm.EnterNeedAsync(new EnterNeedRequest { RoundId = Id, NeedId = Need, Quota = seats });
        await OtherFirm.EnterNeedAsync(new EnterNeedRequest { RoundId = Id, NeedId = OtherNeed, Quota = otherSeats });
        await College.EnterTalentsAsync(Entry(Talents));
        return this;
    }

    /// <summary>A round in RANKING.</summary>
    public async Task<RoundJourney> RankAsync(int talents = 4, int seats = 1, int otherSeats = 1)
    {
        await RegisterAsync(talents, seats, otherSeats);
        await Official.StartRankingAsync(Step);
        return this;
    }

    /// <summary>A round whose result is published.</summary>
    public async Task<RoundRun> PublishAsync()
    {
        await Official.SimulateRoundAsync(Step);
        return await Official.PublishRoundAsync(Step);
    }

    public EnterTalentsRequest Entry(IEnumerable<string> talents, bool consented = true) => new() { RoundId = Id, TalentIds = { talents }, TalentsConsented = consented };

    public RankTalentsRequest OfNeed(string need, params IEnumerable<int> talents) => new() { RoundId = Id, NeedId = need, TalentIds = { talents.Select(talent => Talents[talent]) } };

    public RankNeedsRequest OfTalent(int talent, params IEnumerable<string> needs) => new() { RoundId = Id, TalentId = Talents[talent], NeedIds = { needs } };

    /// <summary>Who stands where by the matches of a run: the talent's number and the need.</summary>
    public async Task<IReadOnlyDictionary<int, string>> MatchesAsync(string runId) =>
        (await Official.ListRoundMatchesAsync(new ListRoundMatchesRequest { RunId = runId })).Matches
            .ToDictionary(match => Talents.ToList().IndexOf(match.TalentId), match => match.NeedId);

    /// <summary>A round with open offers, one seat a need; both needs and all talents want each other in the order of the talents and of the needs.</summary>
    public async Task<RoundJourney> OfferAsync(int talents = 4)
    {
        await RankAsync(talents);
        await Firm.RankTalentsAsync(OfNeed(Need, Enumerable.Range(0, talents)));
        await OtherFirm.RankTalentsAsync(OfNeed(OtherNeed, Enumerable.Range(0, talents)));
        for (var talent = 0; talent < talents; talent++)
        {
            await College.RankNeedsAsync(OfTalent(talent, Need, OtherNeed));
        }

        await PublishAsync();
        await OfficialOffers.SendRoundOffersAsync(new SendRoundOffersRequest { RoundId = Id });
        return this;
    }

    /// <summary>Offers in a state, as the college sees them: the talent's number and the offer.</summary>
    public async Task<IReadOnlyDictionary<int, RoundOffer>> OffersAsync(RoundOfferState state = RoundOfferState.Offered) =>
        (await CollegeOffers.ListRoundOffersAsync(new ListRoundOffersRequest { RoundId = Id, State = state })).Offers
            .ToDictionary(offer => Talents.ToList().IndexOf(offer.TalentId));
}
