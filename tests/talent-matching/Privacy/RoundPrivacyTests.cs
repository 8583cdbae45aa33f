using Grpc.Core;
using Platform.Talent.V1;
using Platform.TalentMatching.Tests.Rounds;
using Xunit;

namespace Platform.TalentMatching.Tests.Privacy;

/// <summary>Talents take part in rounds by their own consent, rank and answer themselves, and leave when they withdraw it.</summary>
public sealed class RoundPrivacyTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private readonly People _people = new(fixture);
    private readonly string _account = People.NewAccount();

    public async ValueTask InitializeAsync() => await _people.CollegesAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_talent_enters_itself_ranks_the_needs_and_accepts_its_offer()
    {
        var journey = await new RoundJourney(fixture).RegisterAsync(talents: 1);
        var own = await EnterAsync(journey);
        var rounds = new RoundService.RoundServiceClient(fixture.Talent(_account));
        Assert.Equal(own, (await rounds.ListRoundTalentsAsync(new ListRoundPartiesRequest { RoundId = journey.Id })).Talents.Single().TalentId);
        Assert.True(await fixture.ScalarAsync<bool>("select state = 2 and given_by_talent from talent_consent where talent_id = @id and purpose = 2", new { id = Guid.Parse(own) }));
        await journey.Official.StartRankingAsync(journey.Step);
        var ranking = await rounds.RankNeedsAsync(new RankNeedsRequest { RoundId = journey.Id, TalentId = own, NeedIds = { journey.OtherNeed } });
        Assert.Equal(journey.OtherNeed, ranking.Entries[0].Id);
        Assert.Equal(ranking, await rounds.GetTalentRankingAsync(new GetTalentRankingRequest { RoundId = journey.Id, TalentId = own }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await rounds.RankNeedsAsync(journey.OfTalent(0, journey.Need)));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await rounds.GetTalentRankingAsync(new GetTalentRankingRequest { RoundId = journey.Id, TalentId = journey.Talents[0] }));
        await journey.OtherFirm.RankTalentsAsync(new RankTalentsRequest { RoundId = journey.Id, NeedId = journey.OtherNeed, TalentIds = { own } });
        var result = await journey.PublishAsync();
        Assert.Equal(own, (await rounds.ListRoundMatchesAsync(new ListRoundMatchesRequest { RunId = result.RunId })).Matches.Single().TalentId);
        await journey.OfficialOffers.SendRoundOffersAsync(new SendRoundOffersRequest { RoundId = journey.Id });

        var offers = new RoundOfferService.RoundOfferServiceClient(fixture.Talent(_account));
        var offer = (await offers.ListRoundOffersAsync(new ListRoundOffersRequest { RoundId = journey.Id })).Offers.Single();
        var accepted = await offers.AcceptRoundOfferAsync(new AcceptRoundOfferRequest { OfferId = offer.OfferId });
        Assert.Equal(RoundOfferState.Accepted, accepted.State);
        Assert.True(await fixture.ScalarAsync<bool>("select state = 2 and given_by_talent from talent_consent where talent_id = @id and purpose = 1", new { id = Guid.Parse(own) }));
    }

    [Fact]
    public async Task Consent_withdrawn_mid_round_takes_the_talent_out_and_the_simulation_cannot_be_published()
    {
        var journey = await new RoundJourney(fixture).RegisterAsync(talents: 2);
        var own = await EnterAsync(journey);
        await journey.Official.StartRankingAsync(journey.Step);
        await journey.Official.SimulateRoundAsync(journey.Step);
        var consent = (await _people.Consents(_account).ListConsentsAsync(new ListConsentsRequest())).Consents.Single();
        Assert.Equal((ConsentPurpose.Round, journey.Id), (consent.Purpose, consent.RoundId));

        Assert.Equal(ConsentState.Withdrawn, (await _people.Consents(_account).WithdrawConsentAsync(People.Step(consent))).State);
        Assert.True(await fixture.ScalarAsync<bool>("select left_at is not null from round_talent where talent_id = @id", new { id = Guid.Parse(own) }));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "ROUND_INPUTS_CHANGED", async () => await journey.Official.PublishRoundAsync(journey.Step));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await new RoundService.RoundServiceClient(fixture.Talent(_account))
            .LeaveTalentAsync(new LeaveTalentRequest { RoundId = journey.Id, TalentId = own }));
    }

    [Fact]
    public async Task Consent_to_a_firm_withdrawn_while_its_offer_is_open_gives_the_seat_to_the_next()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 3);
        var first = journey.Talents[0];
        var consent = await _people.CollegeConsents.GrantConsentAsync(People.Grant(journey.Need, first, "纸质同意书 3"));
        await _people.CollegeConsents.WithdrawConsentAsync(People.Step(consent));
        var offers = (await journey.OfficialOffers.ListRoundOffersAsync(new ListRoundOffersRequest { RoundId = journey.Id })).Offers;
        Assert.Equal(RoundOfferState.Withdrawn, offers.Single(offer => offer.TalentId == first && offer.NeedId == journey.Need).State);
        Assert.Contains(offers, offer => offer.NeedId == journey.Need && offer.TalentId == journey.Talents[2] && offer.Waitlist);
    }

    [Fact]
    public async Task Who_leaves_a_round_has_withdrawn_and_may_consent_again_while_registration_is_open()
    {
        var journey = await new RoundJourney(fixture).RegisterAsync(talents: 1);
        await journey.College.LeaveTalentAsync(new LeaveTalentRequest { RoundId = journey.Id, TalentId = journey.Talents[0] });
        var id = Guid.Parse(journey.Talents[0]);
        Assert.Equal((short)4, await fixture.ScalarAsync<short>("select state from talent_consent where talent_id = @id", new { id }));
        await journey.College.EnterTalentsAsync(journey.Entry(journey.Talents));
        Assert.Equal([2, 4], await fixture.RowsAsync<int>("select state from talent_consent where talent_id = @id order by state", new { id }));
    }

    [Fact]
    public async Task An_erased_talent_is_out_of_its_rounds_and_the_certificate_of_the_result_stands()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 3);
        var erased = await _people.CollegePrivacy.ErasePersonalDataAsync(new ErasePersonalDataRequest { TalentId = journey.Talents[0] });
        Assert.True(erased.Stopped >= 1);
        var offers = (await journey.OfficialOffers.ListRoundOffersAsync(new ListRoundOffersRequest { RoundId = journey.Id })).Offers;
        Assert.Equal(RoundOfferState.Withdrawn, offers.Single(offer => offer.TalentId == journey.Talents[0]).State);
        Assert.Contains(offers, offer => offer.NeedId == journey.Need && offer.Waitlist);
        var certificate = await journey.Official.CheckRoundAsync(journey.Get);
        Assert.True(certificate is { Stable: true, InputsUnchanged: true });
    }

    private async Task<string> EnterAsync(RoundJourney journey)
    {
        var fields = _people.Fields();
        fields.Skills[0] = new SkillLevel { Skill = "人形机器人", Level = 5 };
        var own = (await _people.Profiles(_account).CreateProfileAsync(_people.Profile(fields))).TalentId;
        var rounds = new RoundService.RoundServiceClient(fixture.Talent(_account));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await rounds.EnterTalentsAsync(journey.Entry(journey.Talents)));
        Assert.Equal(1, (await rounds.EnterTalentsAsync(journey.Entry([own]))).Entered);
        return own;
    }
}
