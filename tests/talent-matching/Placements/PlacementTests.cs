using Grpc.Core;
using Platform.Common.V1;
using Platform.Coordination.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Placements;

public sealed class PlacementTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private const string Firm = TalentFixture.Firm;

    private PlacementService.PlacementServiceClient AsFirm => fixture.Placements(fixture.Enterprise(Firm));

    private PlacementService.PlacementServiceClient AsCollege => fixture.Placements(fixture.University(TalentFixture.College));

    public async ValueTask InitializeAsync() => await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_offer_is_accepted_with_consent_and_told_once()
    {
        var (need, talents) = await ScenarioAsync(headcount: 1, talents: 1);
        var offered = await OfferAsync(need, talents[0]);
        Assert.Equal((PlacementState.Offered, true), (offered.State, offered.TalentName.Contains('*', StringComparison.Ordinal)));
        await Refused.WithAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS", () => OfferAsync(need, talents[0]));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "CONSENT_MISSING", () => AcceptAsync(offered, consented: false));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await fixture.Placements(fixture.University(TalentFixture.OtherCollege))
            .AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = offered.PlacementId, TalentConsented = true }));

        var placed = await AcceptAsync(offered, requestId: "accept-once");
        Assert.Equal(placed, await AcceptAsync(offered, requestId: "accept-once"));
        Assert.Equal(PlacementState.Placed, placed.State);
        Assert.DoesNotContain('*', placed.TalentName);
        var told = Assert.Single(await fixture.RaisedAsync<TalentPlaced>(placed.PlacementId));
        Assert.Equal((need, talents[0], Firm, TalentFixture.College, ""), (told.NeedId, told.TalentId, told.OrganisationCode, told.CollegeCode, told.CollaborationId));
        Assert.Equal((short)2, await fixture.ScalarAsync<short>("select state from talent_need where need_id = @id", new { id = Guid.Parse(need) }));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", () => AcceptAsync(placed));
    }

    [Fact]
    public async Task Accepts_that_come_together_never_exceed_the_seats()
    {
        var (need, talents) = await ScenarioAsync(headcount: 2, talents: 6);
        var offers = new List<Placement>();
        foreach (var talent in talents)
        {
            offers.Add(await OfferAsync(need, talent));
        }

        var answers = await Task.WhenAll(offers.Select(async offer =>
        {
            try
            {
                return (await AcceptAsync(offer)).State.ToString();
            }
            catch (RpcException refusal)
            {
                return refusal.StatusCode.ToString();
            }
        }));
        Assert.Equal(2, answers.Count(answer => answer == nameof(PlacementState.Placed)));
        Assert.Equal(4, answers.Count(answer => answer == nameof(StatusCode.FailedPrecondition)));
        var id = Guid.Parse(need);
        Assert.Equal(2, await fixture.ScalarAsync<int>("select placed_count from talent_need where need_id = @id", new { id }));
        Assert.Equal(2, await fixture.ScalarAsync<long>("select count(*) from placement where need_id = @id and state = 3", new { id }));
    }

    [Fact]
    public async Task A_declined_or_withdrawn_offer_can_be_made_again()
    {
        var (need, talents) = await ScenarioAsync(headcount: 1, talents: 1);
        var offer = await OfferAsync(need, talents[0]);
        Assert.Equal(PlacementState.Declined, (await AsCollege.DeclinePlacementAsync(new PlacementStepRequest { PlacementId = offer.PlacementId })).State);
        var second = await OfferAsync(need, talents[0]);
        Assert.Equal(PlacementState.Withdrawn, (await AsFirm.WithdrawPlacementAsync(new PlacementStepRequest { PlacementId = second.PlacementId, Etag = second.Etag })).State);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await AsCollege.DeclinePlacementAsync(new PlacementStepRequest { PlacementId = second.PlacementId }));
    }

    [Fact]
    public async Task An_activated_collaboration_opens_a_placement_that_the_offer_continues()
    {
        var (need, talents) = await ScenarioAsync(headcount: 1, talents: 1);
        var collaboration = await ActivateAsync(need, talents[0]);
        var proposed = Assert.Single((await AsFirm.ListPlacementsAsync(new ListPlacementsRequest { CollaborationId = collaboration })).Placements);
        Assert.Equal(PlacementState.Proposed, proposed.State);
        var offered = await OfferAsync(need, talents[0]);
        Assert.Equal((proposed.PlacementId, PlacementState.Offered), (offered.PlacementId, offered.State));
        await AcceptAsync(offered);
        Assert.Equal(collaboration, Assert.Single(await fixture.RaisedAsync<TalentPlaced>(offered.PlacementId)).CollaborationId);
    }

    [Fact]
    public async Task An_ended_collaboration_withdraws_what_is_open_also_when_it_is_told_first()
    {
        var (need, talents) = await ScenarioAsync(headcount: 1, talents: 1);
        var collaboration = await ActivateAsync(need, talents[0]);
        await EndAsync(collaboration);
        Assert.Equal((short)5, await fixture.ScalarAsync<short>("select state from placement where collaboration_id = @collaboration", new { collaboration }));

        var early = Guid.CreateVersion7().ToString();
        await EndAsync(early);
        var message = await fixture.PublishAsync(Activated(early, need, talents[0]), early);
        await fixture.EventuallyAsync("it is received", "select exists (select 1 from inbox where event_id = @message)", new { message });
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from placement where collaboration_id = @early", new { early }));
    }

    private async Task<(string Need, List<string> Talents)> ScenarioAsync(int headcount, int talents)
    {
        var mark = Guid.CreateVersion7().ToString("N");
        var lines = Enumerable.Range(0, talents).Select(i => $"生{i}{mark}子,燕山大学,自动化,本科,2027,人形机器人:5,,秦皇岛,9,全职,1390000000{i}");
        var report = await fixture.ImportTalentsAsync(fixture.Official(), null, lines);
        var need = await fixture.Needs(fixture.Enterprise(Firm)).CreateTalentNeedAsync(TalentFixture.Need($"人形机器人应用工程师{mark}", "人形机器人", headcount));
        await fixture.ShortlistsAsync();
        // The firm knows whom it was shown; talents of other tests may have better places on the list.
        var id = Guid.Parse(need.NeedId);
        foreach (var (talent, i) in report.Ids.Select((talent, i) => (Guid.Parse(talent), i)))
        {
            await fixture.ScalarAsync<int>("""
                insert into shortlist_entry select @id, 100 + @i, @talent, 0, '[]', '[]', '', '' where not exists (select 1 from shortlist_entry where need_id = @id and talent_id = @talent);
                select 1
                """, new { id, i, talent });
        }

        return (need.NeedId, [.. report.Ids]);
    }

    private async Task<Placement> OfferAsync(string need, string talent) => await AsFirm.OfferPlacementAsync(new OfferPlacementRequest { NeedId = need, TalentId = talent });

    private async Task<Placement> AcceptAsync(Placement placement, bool consented = true, string requestId = "") => await AsCollege.AcceptPlacementAsync(
        new AcceptPlacementRequest { PlacementId = placement.PlacementId, TalentConsented = consented, RequestId = requestId });

    private async Task<string> ActivateAsync(string need, string talent)
    {
        var collaboration = Guid.CreateVersion7().ToString();
        var @event = Activated(collaboration, need, talent);
        await fixture.PublishAsync(@event, collaboration);
        await fixture.PublishAsync(@event, collaboration, sequence: 2);
        await fixture.EventuallyAsync("the placement is open", "select exists (select 1 from placement where collaboration_id = @collaboration)", new { collaboration });
        return collaboration;
    }

    private async Task EndAsync(string collaboration)
    {
        await fixture.PublishAsync(new CollaborationEnded { CollaborationId = collaboration, State = CollaborationState.Terminated }, collaboration, sequence: 3);
        await fixture.EventuallyAsync("the end is known", "select exists (select 1 from ended_collaboration where collaboration_id = @collaboration)", new { collaboration });
    }

    private static CollaborationActivated Activated(string collaboration, string need, string talent) => new()
    {
        CollaborationId = collaboration,
        Parties = { new Party { OrganisationCode = Firm }, new Party { OrganisationCode = TalentFixture.College } },
        Commitments =
        {
            new Commitment { Number = 1, OrganisationCode = Firm, Fulfilment = Fulfilment.TalentPlaced, NeedId = need, CandidateId = talent },
            new Commitment { Number = 2, OrganisationCode = Firm, Fulfilment = Fulfilment.Evidence },
        },
    };
}
