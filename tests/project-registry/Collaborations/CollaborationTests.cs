using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Coordination.V1;
using Platform.ProjectRegistry.Collaborations;
using Platform.Talent.V1;
using Platform.Transfer.V1;
using Xunit;
using static Platform.ProjectRegistry.Tests.Collaborations.CollaborationFixture;

namespace Platform.ProjectRegistry.Tests.Collaborations;

public sealed class CollaborationTests(CollaborationFixture registry) : IClassFixture<CollaborationFixture>
{
    private readonly Guid _need = Guid.CreateVersion7();
    private readonly Guid _listing = Guid.CreateVersion7();

    [Fact]
    public async Task The_last_consent_activates_and_tells_the_other_services_once()
    {
        var proposed = await registry.AsBureau.ProposeCollaborationAsync(new ProposeCollaborationRequest { Terms = registry.Terms(_need, _listing) });
        Assert.Equal(CollaborationState.Proposed, proposed.State);
        Assert.Equal([true, false, false], proposed.Terms.Parties.Select(party => party.Consented));

        var consent = new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash };
        var half = await registry.AsFirm.ConsentToCollaborationAsync(consent);
        Assert.Equal(CollaborationState.Proposed, half.State);
        await registry.AsFirm.ConsentToCollaborationAsync(consent);
        var active = await registry.AsSchool.ConsentToCollaborationAsync(consent);

        Assert.Equal(CollaborationState.Active, active.State);
        var told = Assert.Single(await registry.RaisedAsync<CollaborationActivated>(proposed.CollaborationId));
        Assert.Equal(proposed.TermsHash, told.TermsHash);
        Assert.Equal(3, told.Commitments.Count);
        Assert.Equal(2, await registry.ScalarAsync<int>(
            "select count(*) from audit_entry where action = 'collaboration.consent' and entity_id = @id", new { id = proposed.CollaborationId }));
    }

    [Fact]
    public async Task New_terms_void_earlier_consents()
    {
        var proposed = await registry.AsBureau.ProposeCollaborationAsync(new ProposeCollaborationRequest { Terms = registry.Terms(_need, _listing) });
        await registry.AsFirm.ConsentToCollaborationAsync(new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash });

        var revised = await registry.AsSchool.ReviseCollaborationAsync(new ReviseCollaborationRequest
        {
            CollaborationId = proposed.CollaborationId, Terms = registry.Terms(_need, _listing, "改后的事项"),
        });

        Assert.Equal(2, revised.TermsVersion);
        Assert.NotEqual(proposed.TermsHash, revised.TermsHash);
        Assert.Equal([School], revised.Terms.Parties.Where(party => party.Consented).Select(party => party.OrganisationCode));
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await registry.AsFirm.ConsentToCollaborationAsync(new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash }));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*) from collaboration_terms where collaboration_id = @id", new { id = Guid.Parse(proposed.CollaborationId) }));
    }

    [Fact]
    public async Task Events_and_evidence_fulfil_and_the_last_one_completes()
    {
        var active = await registry.ActiveAsync(_need, _listing);
        var placed = new TalentPlaced { PlacementId = Guid.CreateVersion7().ToString(), NeedId = _need.ToString(), TalentId = Guid.CreateVersion7().ToString(), CollaborationId = active.CollaborationId };
        var placedId = await registry.PublishAsync(placed, placed.PlacementId);
        await registry.PublishAsync(placed, placed.PlacementId, placedId);
        var signed = new AgreementSigned { AgreementId = Guid.CreateVersion7().ToString(), ListingId = _listing.ToString(), CollaborationId = active.CollaborationId };
        await registry.PublishAsync(signed, signed.AgreementId);
        await registry.EventuallyAsync("two fulfilled", "select count(*) = 2 from commitment where collaboration_id = @id and fulfilled_at is not null", new { id = Guid.Parse(active.CollaborationId) });

        var byHand = await Assert.ThrowsAsync<RpcException>(async () =>
            await registry.AsFirm.FulfilCommitmentAsync(new FulfilCommitmentRequest { CollaborationId = active.CollaborationId, Number = 1, Evidence = "手工登记" }));
        Assert.Equal(StatusCode.FailedPrecondition, byHand.StatusCode);
        var completed = await registry.AsBureau.FulfilCommitmentAsync(new FulfilCommitmentRequest { CollaborationId = active.CollaborationId, Number = 3, Evidence = "补贴文件〔示例〕1号" });

        Assert.Equal(CollaborationState.Completed, completed.State);
        Assert.All(completed.Terms.Commitments, commitment => Assert.True(commitment.Fulfilled));
        Assert.Single(await registry.RaisedAsync<CollaborationCompleted>(active.CollaborationId));
    }

    [Fact]
    public async Task A_completed_programme_fulfils_only_the_collaboration_that_it_is_bound_to()
    {
        var terms = registry.Terms(_need, _listing, "智能产线订单班");
        terms.Kind = CollaborationKind.JointTraining;
        terms.Commitments.Clear();
        terms.Commitments.Add(new Commitment
        {
            OrganisationCode = CollaborationFixture.School, Description = "开办订单班", DueDate = registry.NextYear, Fulfilment = Fulfilment.TrainingCompleted, NeedId = _need.ToString(),
        });
        var proposed = await registry.AsBureau.ProposeCollaborationAsync(new ProposeCollaborationRequest { Terms = terms });
        Assert.Contains("培养项目结业", proposed.TermsText, StringComparison.Ordinal);
        Assert.Empty(proposed.Terms.Commitments[0].NeedId);
        await registry.AsFirm.ConsentToCollaborationAsync(new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash });
        await registry.AsSchool.ConsentToCollaborationAsync(new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash });

        var stranger = new TrainingCompleted { ProgrammeId = Guid.CreateVersion7().ToString() };
        var strangerId = await registry.PublishAsync(stranger, stranger.ProgrammeId);
        await registry.EventuallyAsync("it is received", "select exists (select 1 from inbox where event_id = @strangerId)", new { strangerId });
        Assert.Equal(CollaborationState.Active, (await registry.AsFirm.GetCollaborationAsync(new GetCollaborationRequest { CollaborationId = proposed.CollaborationId })).State);
        var bound = new TrainingCompleted { ProgrammeId = Guid.CreateVersion7().ToString(), CollaborationId = proposed.CollaborationId };
        await registry.PublishAsync(bound, bound.ProgrammeId);
        await registry.EventuallyAsync("it is completed", "select state = 3 from collaboration where collaboration_id = @id", new { id = Guid.Parse(proposed.CollaborationId) });
    }

    [Fact]
    public async Task An_event_of_another_collaboration_fulfils_nothing()
    {
        var active = await registry.ActiveAsync(_need, _listing);
        var placed = new TalentPlaced { PlacementId = Guid.CreateVersion7().ToString(), NeedId = _need.ToString(), CollaborationId = Guid.CreateVersion7().ToString() };
        var id = await registry.PublishAsync(placed, placed.PlacementId);
        await registry.EventuallyAsync("the event", "select exists (select from inbox where event_id = @id)", new { id });

        var read = await registry.AsFirm.GetCollaborationAsync(new GetCollaborationRequest { CollaborationId = active.CollaborationId });

        Assert.All(read.Terms.Commitments, commitment => Assert.False(commitment.Fulfilled));
    }

    [Fact]
    public async Task Concurrent_consents_activate_once()
    {
        var proposed = await registry.AsBureau.ProposeCollaborationAsync(new ProposeCollaborationRequest { Terms = registry.Terms(_need, _listing) });
        var consent = new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash };

        await Task.WhenAll(
            registry.AsFirm.ConsentToCollaborationAsync(consent).ResponseAsync,
            registry.AsSchool.ConsentToCollaborationAsync(consent).ResponseAsync);

        var read = await registry.AsBureau.GetCollaborationAsync(new GetCollaborationRequest { CollaborationId = proposed.CollaborationId });
        Assert.Equal(CollaborationState.Active, read.State);
        Assert.Single(await registry.RaisedAsync<CollaborationActivated>(proposed.CollaborationId));
    }

    [Fact]
    public async Task The_same_request_id_proposes_once_and_another_request_with_it_is_refused()
    {
        var request = new ProposeCollaborationRequest { Terms = registry.Terms(_need, _listing), RequestId = Guid.CreateVersion7().ToString() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => registry.AsBureau.ProposeCollaborationAsync(request).ResponseAsync));

        Assert.Single(answers.Select(answer => answer.CollaborationId).Distinct());
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*) from commitment where candidate_id = @_listing", new { _listing }));
        request.Terms.Title = "另一件事";
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await registry.AsBureau.ProposeCollaborationAsync(request));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public async Task A_proposal_past_its_deadline_expires_and_ends_by_event()
    {
        var proposed = await registry.AsBureau.ProposeCollaborationAsync(new ProposeCollaborationRequest
        {
            Terms = registry.Terms(_need, _listing),
            ConsentDeadline = CityDays.Text(CityDays.Of(registry.Clock.GetUtcNow())),
        });
        registry.Clock.Move(TimeSpan.FromDays(2));
        try
        {
            var late = await Assert.ThrowsAsync<RpcException>(async () =>
                await registry.AsFirm.ConsentToCollaborationAsync(new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash }));
            Assert.Equal(StatusCode.FailedPrecondition, late.StatusCode);

            var store = (Chassis.Data.Store)registry.Services.GetService(typeof(Chassis.Data.Store))!;
            await ExpireCollaborations.RunAsync(store, Chassis.Auth.Caller.System("test"), CancellationToken.None);
        }
        finally
        {
            registry.Clock.Move(TimeSpan.FromDays(-2));
        }

        var read = await registry.AsFirm.GetCollaborationAsync(new GetCollaborationRequest { CollaborationId = proposed.CollaborationId });
        Assert.Equal(CollaborationState.Expired, read.State);
        var ended = Assert.Single(await registry.RaisedAsync<CollaborationEnded>(proposed.CollaborationId));
        Assert.Equal(CollaborationState.Expired, ended.State);
    }

    [Theory]
    [InlineData(0, ErrorReason.PartiesIncomplete, "至少各有一个")]
    [InlineData(1, ErrorReason.OrganisationUnknown, "平台上没有")]
    [InlineData(2, ErrorReason.PastDate, "不能早于今天")]
    [InlineData(3, ErrorReason.NotAParty, "须为参与方")]
    [InlineData(4, ErrorReason.InvalidField, "need_id")]
    public async Task Bad_terms_are_refused_with_the_field_and_store_nothing(int fault, ErrorReason reason, string sentence)
    {
        var terms = registry.Terms(_need, _listing);
        switch (fault)
        {
            case 0: terms.Parties[2].OrganisationCode = Stranger; terms.Commitments.RemoveAt(1); break;
            case 1: terms.Parties[1].OrganisationCode = "91130300MAYQ99999Z"; break;
            case 2: terms.Commitments[0].DueDate = "2020-01-01"; break;
            case 3: terms.Commitments[0].OrganisationCode = Stranger; break;
            default: terms.Commitments[1].NeedId = ""; break;
        }

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await registry.AsBureau.ProposeCollaborationAsync(new ProposeCollaborationRequest { Terms = terms }));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains(sentence, refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(Chassis.Errors.RichStatus.NameOf(reason), refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>().Reason);
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*) from commitment where candidate_id = @_listing", new { _listing }));
    }
}
