using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Rounds;
using Xunit;

namespace Platform.TalentMatching.Tests.Rounds;

public sealed class RoundNewsTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Firms_and_colleges_of_a_round_hear_of_ranking_result_and_offers_and_strangers_do_not()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 3);
        Assert.Equal(["round.ranking", "round.published", "round.offered"], await TopicsAsync(TalentFixture.Firm, journey));
        Assert.Equal(["round.ranking", "round.published", "round.offered"], await TopicsAsync(TalentFixture.OtherFirm, journey));
        Assert.Equal(["round.ranking", "round.published", "round.offered"], await TopicsAsync(TalentFixture.College, journey));
        Assert.Empty(await TopicsAsync(TalentFixture.OtherCollege, journey));
        var names = await fixture.RowsAsync<string>("select name from talent");
        Assert.All(await fixture.RaisedAsync<NotificationRaised>(), news => Assert.DoesNotContain(names, name => news.TextZh.Contains(name, StringComparison.Ordinal) || news.TextEn.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_declined_seat_is_told_to_the_firm_with_its_next_offer_and_an_accepted_one_as_placement()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 3);
        var offers = await journey.OffersAsync();
        await journey.CollegeOffers.DeclineRoundOfferAsync(new DeclineRoundOfferRequest { OfferId = offers[0].OfferId });
        Assert.Equal(["round.declined", "round.reopened"], (await TopicsAsync(TalentFixture.Firm, journey)).Skip(3));
        Assert.Equal(["round.offered"], (await TopicsAsync(TalentFixture.College, journey)).Skip(3));
        Assert.Equal(3, (await TopicsAsync(TalentFixture.OtherFirm, journey)).Count);
        var placements = await PlacementsAsync();
        await journey.CollegeOffers.AcceptRoundOfferAsync(new AcceptRoundOfferRequest { OfferId = offers[1].OfferId, TalentConsented = true });
        Assert.Equal(placements + 1, await PlacementsAsync());
        Assert.Equal(3, await fixture.ScalarAsync<long>(
            "select count(*) from placement_follow_up f join round_offer o using (placement_id) where o.offer_id = @id", new { id = Guid.Parse(offers[1].OfferId) }));
    }

    [Fact]
    public async Task An_offer_about_to_lapse_is_told_once_and_its_lapse_to_both_sides()
    {
        var journey = await new RoundJourney(fixture).OfferAsync(talents: 2);
        var store = fixture.Services.GetRequiredService<Store>();
        await LapsingOffers.TellAsync(store, Caller.System("test"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("round.lapsing", await TopicsAsync(TalentFixture.College, journey));
        fixture.Clock.Move(TimeSpan.FromHours(19));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LapsingOffers.TellAsync(store, Caller.System("test"), TestContext.Current.CancellationToken)));
        await fixture.EventuallyAsync("both are told", "select count(*) = 2 from round_offer where round_id = @id and lapse_told_at is not null", new { id = Guid.Parse(journey.Id) });
        // In one message or two, as the turns fell, and each offer once.
        var lapsing = (await NewsAsync(TalentFixture.College, journey)).Where(news => news.Topic == "round.lapsing").ToList();
        Assert.Equal(2, lapsing.Sum(news => news.TextZh.Contains(" 2 份", StringComparison.Ordinal) ? 2 : 1));
        fixture.Clock.Move(TimeSpan.FromHours(6));
        await fixture.EventuallyAsync("both lapsed", "select not exists (select 1 from round_offer where round_id = @id and state = 1 and deadline < now() + interval '25 hours')", new { id = Guid.Parse(journey.Id) });
        Assert.Contains("round.lapsed", await TopicsAsync(TalentFixture.College, journey));
        Assert.Contains("round.lapsed", await TopicsAsync(TalentFixture.Firm, journey));
    }

    private async Task<int> PlacementsAsync() => (await fixture.RaisedAsync<NotificationRaised>(TalentFixture.OtherFirm)).Count(news => news.Topic == "placement.accepted");

    private async Task<IReadOnlyList<string>> TopicsAsync(string organisation, RoundJourney journey) => [.. (await NewsAsync(organisation, journey)).Select(news => news.Topic)];

    private async Task<IReadOnlyList<NotificationRaised>> NewsAsync(string organisation, RoundJourney journey) =>
        [.. (await fixture.RaisedAsync<NotificationRaised>(organisation)).Where(news => news.Link == $"/rounds/{journey.Id}")];
}
