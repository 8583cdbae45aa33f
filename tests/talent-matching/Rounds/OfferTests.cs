using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Rounds;

public sealed class OfferTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_result_becomes_offers_that_each_party_sees_of_its_own()
    {
        var journey = await new RoundJourney(fixture).OfferAsync();
        var offers = await journey.OffersAsync();
        Assert.Equal([(0, journey.Need), (1, journey.OtherNeed)], offers.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value.NeedId)));
        Assert.All(offers.Values, offer => Assert.False(offer.Waitlist));
        var firms = (await journey.FirmOffers.ListRoundOffersAsync(new ListRoundOffersRequest { RoundId = journey.Id })).Offers;
        Assert.Equal((journey.Talents[0], true), (Assert.Single(firms).TalentId, firms[0].TalentName.Contains('*', StringComparison.Ordinal)));
        Assert.Empty((await journey.OtherCollegeOffers.ListRoundOffersAsync(new ListRoundOffersRequest { RoundId = journey.Id })).Offers);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.OfficialOffers.SendRoundOffersAsync(new SendRoundOffersRequest { RoundId = journey.Id }));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await journey.FirmOffers.SendRoundOffersAsync(new SendRoundOffersRequest { RoundId = journey.Id }));
    }

    [Fact]
    public async Task A_deadline_for_answers_in_the_past_or_after_the_offers_end_is_refused()
    {
        var journey = await new RoundJourney(fixture).RankAsync(talents: 1);
        await journey.PublishAsync();
        var now = fixture.Clock.GetUtcNow();
        await Refused.WithAsync(StatusCode.InvalidArgument, "PAST_DATE", async () => await journey.OfficialOffers.SendRoundOffersAsync(new SendRoundOffersRequest { RoundId = journey.Id, RespondBy = now.AddMinutes(-1).ToTimestamp() }));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await journey.OfficialOffers.SendRoundOffersAsync(new SendRoundOffersRequest { RoundId = journey.Id, RespondBy = now.AddDays(31).ToTimestamp() }));
        Assert.Equal(RoundState.Published, (await journey.Official.GetRoundAsync(journey.Get)).State);
        Assert.Empty(await journey.OffersAsync());
    }

    [Fact]
    public async Task An_accepted_offer_places_the_talent_with_consent_and_is_told_once()
    {
        var journey = await new RoundJourney(fixture).OfferAsync();
        var offer = (await journey.OffersAsync())[0];
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await journey.OtherCollegeOffers.AcceptRoundOfferAsync(new AcceptRoundOfferRequest { OfferId = offer.OfferId, TalentConsented = true }));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "CONSENT_MISSING", async () => await journey.CollegeOffers.AcceptRoundOfferAsync(new AcceptRoundOfferRequest { OfferId = offer.OfferId }));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from placement where talent_id = @id", new { id = Guid.Parse(journey.Talents[0]) }));
        var request = new AcceptRoundOfferRequest { OfferId = offer.OfferId, TalentConsented = true, RequestId = $"accept-{offer.OfferId}" };
        var accepted = await journey.CollegeOffers.AcceptRoundOfferAsync(request);
        Assert.Equal(accepted, await journey.CollegeOffers.AcceptRoundOfferAsync(request));
        Assert.Equal(RoundOfferState.Accepted, accepted.State);
        var told = Assert.Single(await fixture.RaisedAsync<TalentPlaced>(accepted.PlacementId));
        Assert.Equal((journey.Need, journey.Talents[0]), (told.NeedId, told.TalentId));
        Assert.True(await fixture.ScalarAsync<bool>("select placed from talent where talent_id = @id", new { id = Guid.Parse(journey.Talents[0]) }));
        Assert.Equal(1, await fixture.ScalarAsync<int>("select placed_count from talent_need where need_id = @id", new { id = Guid.Parse(journey.Need) }));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.CollegeOffers.DeclineRoundOfferAsync(new DeclineRoundOfferRequest { OfferId = offer.OfferId }));
    }

    [Fact]
    public async Task A_declined_seat_goes_to_the_next_who_is_free_and_never_back_to_the_same_talent()
    {
        var journey = await new RoundJourney(fixture).OfferAsync();
        var offers = await journey.OffersAsync();
        await journey.CollegeOffers.DeclineRoundOfferAsync(new DeclineRoundOfferRequest { OfferId = offers[0].OfferId });
        var after = await journey.OffersAsync();
        // Talent 1 keeps its open offer, so talent 2 is next for the seat.
        Assert.Equal([(1, journey.OtherNeed, false), (2, journey.Need, true)], after.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value.NeedId, pair.Value.Waitlist)));
        var run = (await journey.College.ListRoundRunsAsync(journey.Get)).Runs[0];
        Assert.Equal((RoundRunKind.Waitlist, true, 1, 1), (run.Kind, run.Certificate.Stable, run.Certificate.Seats, run.Certificate.Matched));
        Assert.Equal([(journey.Talents[2], 3, 1)], (await journey.Official.ListRoundMatchesAsync(new ListRoundMatchesRequest { RunId = run.RunId })).Matches.Select(match => (match.TalentId, match.TalentPlace, match.NeedPlace)));

        await journey.CollegeOffers.DeclineRoundOfferAsync(new DeclineRoundOfferRequest { OfferId = after[1].OfferId });
        // Talent 0 declined the other need only, and is the best of those free.
        Assert.Equal(journey.OtherNeed, (await journey.OffersAsync())[0].NeedId);
    }

    [Fact]
    public async Task An_offer_past_its_deadline_is_refused_expires_once_and_the_seat_goes_on()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 3);
        var offer = (await journey.OffersAsync())[0];
        var accepted = (await journey.OffersAsync())[1];
        await journey.CollegeOffers.AcceptRoundOfferAsync(new AcceptRoundOfferRequest { OfferId = accepted.OfferId, TalentConsented = true });
        fixture.Clock.Move(TimeSpan.FromHours(25));
        // DEADLINE_PASSED, or WRONG_STATE where the worker was first.
        var late = await Assert.ThrowsAsync<RpcException>(async () => await journey.CollegeOffers.AcceptRoundOfferAsync(new AcceptRoundOfferRequest { OfferId = offer.OfferId, TalentConsented = true }));
        Assert.Equal(StatusCode.FailedPrecondition, late.StatusCode);
        await fixture.EventuallyAsync("it expired", "select state = 4 from round_offer where offer_id = @id", new { id = Guid.Parse(offer.OfferId) });
        var next = Assert.Single(await journey.OffersAsync());
        Assert.Equal((2, journey.Need, true), (next.Key, next.Value.NeedId, next.Value.Waitlist));
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from audit_entry where entity_id = @OfferId and action = 'round-offer.expired'", new { offer.OfferId }));
        Assert.Equal(RoundOfferState.Accepted, (await journey.OffersAsync(RoundOfferState.Accepted))[1].State);
    }

    [Fact]
    public async Task Consent_withdrawn_mid_round_withdraws_the_offer_and_the_talent_gets_no_other()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 3);
        await journey.College.LeaveTalentAsync(new LeaveTalentRequest { RoundId = journey.Id, TalentId = journey.Talents[0] });
        Assert.Equal(0, Assert.Single(await journey.OffersAsync(RoundOfferState.Withdrawn)).Key);
        Assert.Equal([1, 2], (await journey.OffersAsync()).Keys.Order());
        Assert.True((await journey.College.ListRoundTalentsAsync(new ListRoundPartiesRequest { RoundId = journey.Id })).Talents.Single(talent => talent.TalentId == journey.Talents[0]).Left);
    }

    [Fact]
    public async Task A_talent_placed_elsewhere_loses_its_open_offer_to_the_next()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 3);
        await fixture.ScalarAsync<int>("update talent set placed = true where talent_id = @id; select 1", new { id = Guid.Parse(journey.Talents[0]) });
        await fixture.EventuallyAsync("the offer is withdrawn", "select exists (select 1 from round_offer where round_id = @id and state = 5)", new { id = Guid.Parse(journey.Id) });
        Assert.Equal([1, 2], (await journey.OffersAsync()).Keys.Order());
    }

    [Fact]
    public async Task A_round_is_closed_once_and_open_offers_end_with_it()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 3);
        var offer = (await journey.OffersAsync())[0];
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.Official.CancelRoundAsync(journey.Step));
        Assert.Equal(RoundState.Closed, (await journey.Official.CloseRoundAsync(journey.Step)).State);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.Official.CloseRoundAsync(journey.Step));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.CollegeOffers.AcceptRoundOfferAsync(new AcceptRoundOfferRequest { OfferId = offer.OfferId, TalentConsented = true }));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await journey.College.LeaveTalentAsync(new LeaveTalentRequest { RoundId = journey.Id, TalentId = journey.Talents[2] }));
        Assert.Empty(await journey.OffersAsync());
        Assert.Equal(2, (await journey.OffersAsync(RoundOfferState.Withdrawn)).Count);
    }

    [Fact]
    public async Task Answers_that_come_together_never_exceed_the_seats_and_each_talent_has_one_live_offer()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 4);
        for (var turn = 0; turn < 3; turn++)
        {
            await Task.WhenAll((await journey.OffersAsync()).Select(async pair => await (pair.Key % 2 == turn % 2
                ? journey.CollegeOffers.DeclineRoundOfferAsync(new DeclineRoundOfferRequest { OfferId = pair.Value.OfferId }).ResponseAsync
                : journey.CollegeOffers.AcceptRoundOfferAsync(new AcceptRoundOfferRequest { OfferId = pair.Value.OfferId, TalentConsented = true }).ResponseAsync)));
        }

        var id = Guid.Parse(journey.Id);
        Assert.False(await fixture.ScalarAsync<bool>("select exists (select 1 from round_offer where round_id = @id and state in (1, 2) group by need_id having count(*) > 1)", new { id }));
        Assert.False(await fixture.ScalarAsync<bool>("select exists (select 1 from round_offer where round_id = @id and state in (1, 2) group by talent_id having count(*) > 1)", new { id }));
        Assert.NotEmpty(await journey.OffersAsync(RoundOfferState.Accepted));
    }

    [Fact]
    public async Task The_end_of_the_offers_never_moves_before_the_deadline_of_an_open_one()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 2);
        var now = fixture.Clock.GetUtcNow();
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await journey.Official.MoveRoundDatesAsync(new MoveRoundDatesRequest { RoundId = journey.Id, OffersUntil = now.AddHours(1).ToTimestamp() }));
        var moved = await journey.Official.MoveRoundDatesAsync(new MoveRoundDatesRequest { RoundId = journey.Id, OffersUntil = now.AddDays(60).ToTimestamp() });
        Assert.Equal(now.AddDays(60).ToTimestamp().Seconds, moved.OffersUntil.Seconds);
    }
}
