using Platform.Common.V1;
using Platform.Coordination.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

public sealed class CollaborationTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task An_activated_collaboration_opens_its_negotiation_once_and_its_agreement_names_it()
    {
        var listing = await service.ListAsync("协同事项的成果");
        var activated = Activated(listing);
        var before = await service.ScalarAsync<int>("select count(*) from inbox");
        await service.PublishAsync(activated, activated.CollaborationId);
        await service.PublishAsync(activated, activated.CollaborationId, sequence: 2);
        await service.EventuallyAsync("both handled", "select count(*) = @before + 2 from inbox", new { before });
        var firm = service.Negotiations(service.Enterprise(TransferFixture.Firm));
        var open = Assert.Single((await firm.ListNegotiationsAsync(new ListNegotiationsRequest { CollaborationId = activated.CollaborationId })).Negotiations);
        Assert.Equal((listing.ListingId, activated.ProjectId, TransferFixture.Firm, TransferFixture.Yanshan), (open.ListingId, open.ProjectId, open.OrganisationCode, open.OwnerCode));

        var drafted = await service.Agreements(service.Enterprise(TransferFixture.Firm)).DraftAgreementAsync(
            new DraftAgreementRequest { NegotiationId = open.NegotiationId, Kind = AgreementKind.Service, Terms = "服务条款" });
        await service.SignBothAsync(drafted);
        var signed = Assert.Single(await service.RaisedAsync<AgreementSigned>(drafted.AgreementId));
        Assert.Equal((activated.CollaborationId, activated.ProjectId), (signed.CollaborationId, signed.ProjectId));
    }

    [Fact]
    public async Task An_open_negotiation_of_the_firm_is_bound_instead_of_opened_again()
    {
        var listing = await service.ListAsync("先洽谈后协同的成果");
        var firm = service.Negotiations(service.Enterprise(TransferFixture.Firm));
        var open = await firm.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId });
        var activated = Activated(listing);
        await service.PublishAsync(activated, activated.CollaborationId);
        await service.EventuallyAsync("bound", "select exists (select from negotiation where negotiation_id = @id and collaboration_id = @CollaborationId)", new { id = Guid.Parse(open.NegotiationId), activated.CollaborationId });
        Assert.Equal(1, await service.ScalarAsync<int>("select count(*) from negotiation where listing_id = @id", new { id = Guid.Parse(listing.ListingId) }));
    }

    [Fact]
    public async Task An_ended_collaboration_ends_what_is_open_and_opens_nothing_later()
    {
        var listing = await service.ListAsync("终止协同的成果");
        var activated = Activated(listing);
        await service.PublishAsync(activated, activated.CollaborationId);
        await service.EventuallyAsync("opened", "select exists (select from negotiation where collaboration_id = @CollaborationId)", new { activated.CollaborationId });
        await service.PublishAsync(new CollaborationEnded { CollaborationId = activated.CollaborationId, State = CollaborationState.Terminated, Reason = "终止" }, activated.CollaborationId, sequence: 2);
        await service.EventuallyAsync("ended", "select exists (select from negotiation where collaboration_id = @CollaborationId and state = 3)", new { activated.CollaborationId });
        Assert.Equal(2, await service.ScalarAsync<int>("select state from listing where listing_id = @id", new { id = Guid.Parse(listing.ListingId) }));

        var before = await service.ScalarAsync<int>("select count(*) from inbox");
        await service.PublishAsync(activated, activated.CollaborationId, sequence: 3);
        await service.EventuallyAsync("handled", "select count(*) > @before from inbox", new { before });
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from negotiation where collaboration_id = @CollaborationId and state = 1", new { activated.CollaborationId }));
    }

    private static CollaborationActivated Activated(Listing listing) => new()
    {
        CollaborationId = Guid.CreateVersion7().ToString(),
        Kind = CollaborationKind.TechnologyTransfer,
        ProjectId = Guid.CreateVersion7().ToString(),
        Parties =
        {
            new Party { OrganisationCode = "11130300YQ0000010M", Kind = OrganisationKind.Government },
            new Party { OrganisationCode = TransferFixture.Firm, Kind = OrganisationKind.Enterprise },
            new Party { OrganisationCode = TransferFixture.Yanshan, Kind = OrganisationKind.University },
        },
        Commitments =
        {
            new Commitment { Number = 1, OrganisationCode = TransferFixture.Yanshan, Fulfilment = Fulfilment.AgreementSigned, CandidateId = listing.ListingId },
            new Commitment { Number = 2, OrganisationCode = TransferFixture.Firm, Fulfilment = Fulfilment.Evidence },
        },
    };
}
