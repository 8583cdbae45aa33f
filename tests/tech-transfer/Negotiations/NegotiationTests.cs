using Grpc.Core;
using Platform.Common.V1;
using Platform.TechTransfer.Negotiations;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

public sealed class NegotiationTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private Transfer.V1.NegotiationService.NegotiationServiceClient Firm => service.Negotiations(service.Enterprise(TransferFixture.Firm));

    private Transfer.V1.NegotiationService.NegotiationServiceClient Owner => service.Negotiations(service.University(TransferFixture.Yanshan));

    [Fact]
    public async Task Two_signatures_at_once_make_one_agreement()
    {
        var listing = await service.ListAsync("同时签署的成果");
        var need = await service.Needs(service.Enterprise(TransferFixture.Firm)).CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "同时签署的需求", Industry = "新材料" });
        var open = await Firm.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId, NeedId = need.NeedId });
        Assert.Equal(ListingState.UnderNegotiation, await StateAsync(listing));
        var drafted = await Owner.DraftAgreementAsync(Draft(open));
        Assert.Equal(new AgreementTerms(AgreementKind.Licence, 5_000_000, TransferFixture.Firm, TransferFixture.Yanshan, "许可条款").Hash(), drafted.Agreement.TermsHash);

        var sign = new SignAgreementRequest { NegotiationId = open.NegotiationId, TermsHash = drafted.Agreement.TermsHash };
        await Task.WhenAll(Firm.SignAgreementAsync(sign).ResponseAsync, Owner.SignAgreementAsync(sign).ResponseAsync);

        var agreed = await Firm.GetNegotiationAsync(new GetNegotiationRequest { NegotiationId = open.NegotiationId });
        Assert.Equal((NegotiationState.Agreed, true, true), (agreed.State, agreed.Agreement.EnterpriseSigned, agreed.Agreement.OwnerSigned));
        Assert.Equal(ListingState.Transferred, await StateAsync(listing));
        Assert.Equal(2, await service.ScalarAsync<int>("select state from technology_need where need_id = @id", new { id = Guid.Parse(need.NeedId) }));
        var signed = Assert.Single(await service.RaisedAsync<AgreementSigned>(agreed.Agreement.AgreementId));
        Assert.Equal((listing.ListingId, need.NeedId, TransferFixture.Firm, TransferFixture.Yanshan, 5_000_000L), (signed.ListingId, signed.NeedId, signed.OrganisationCode, signed.OwnerCode, signed.AmountCnyFen));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => Firm.SignAgreementAsync(sign).ResponseAsync);
    }

    [Fact]
    public async Task A_new_draft_voids_signatures_and_old_hashes()
    {
        var open = await OpenAsync("重新起草的成果");
        var first = await Firm.DraftAgreementAsync(Draft(open));
        await Firm.SignAgreementAsync(new SignAgreementRequest { NegotiationId = open.NegotiationId, TermsHash = first.Agreement.TermsHash });
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.AlreadySigned, () =>
            Firm.SignAgreementAsync(new SignAgreementRequest { NegotiationId = open.NegotiationId, TermsHash = first.Agreement.TermsHash }).ResponseAsync);
        var revised = Draft(open);
        revised.AmountCnyFen = 6_000_000;
        var second = await Owner.DraftAgreementAsync(revised);
        Assert.Equal((false, false), (second.Agreement.EnterpriseSigned, second.Agreement.OwnerSigned));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.TermsChanged, () =>
            Owner.SignAgreementAsync(new SignAgreementRequest { NegotiationId = open.NegotiationId, TermsHash = first.Agreement.TermsHash }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.Aborted, ErrorReason.EtagMismatch, () =>
        {
            revised.Etag = first.Etag;
            return Owner.DraftAgreementAsync(revised).ResponseAsync;
        });
    }

    [Fact]
    public async Task The_last_ended_negotiation_gives_the_listing_back()
    {
        var listing = await service.ListAsync("两家洽谈的成果");
        var other = service.Negotiations(service.Enterprise(TransferFixture.OtherFirm));
        var one = await Firm.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId });
        var two = await other.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId });
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () =>
            Firm.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId }).ResponseAsync);
        await Firm.EndNegotiationAsync(new EndNegotiationRequest { NegotiationId = one.NegotiationId, Reason = "价格不合" });
        Assert.Equal(ListingState.UnderNegotiation, await StateAsync(listing));
        await Owner.EndNegotiationAsync(new EndNegotiationRequest { NegotiationId = two.NegotiationId, Reason = "另有安排" });
        Assert.Equal(ListingState.Listed, await StateAsync(listing));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => Firm.DraftAgreementAsync(Draft(one)).ResponseAsync);
    }

    [Fact]
    public async Task An_assignment_ends_every_other_negotiation()
    {
        var listing = await service.ListAsync("转让的成果");
        var one = await Firm.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId });
        var two = await service.Negotiations(service.Enterprise(TransferFixture.OtherFirm)).OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId });
        var terms = Draft(one);
        terms.Kind = AgreementKind.Assignment;
        var sign = new SignAgreementRequest { NegotiationId = one.NegotiationId, TermsHash = (await Firm.DraftAgreementAsync(terms)).Agreement.TermsHash };
        await Firm.SignAgreementAsync(sign);
        await Owner.SignAgreementAsync(sign);
        Assert.Equal(NegotiationState.Ended, (await Owner.GetNegotiationAsync(new GetNegotiationRequest { NegotiationId = two.NegotiationId })).State);
    }

    private static DraftAgreementRequest Draft(Negotiation negotiation) => new()
    {
        NegotiationId = negotiation.NegotiationId, Kind = AgreementKind.Licence, AmountCnyFen = 5_000_000, Terms = "许可条款",
    };

    private async Task<Negotiation> OpenAsync(string title) =>
        await Firm.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = (await service.ListAsync(title)).ListingId });

    private async Task<ListingState> StateAsync(Listing listing) =>
        (await service.Listings(service.Official()).GetListingAsync(new GetListingRequest { ListingId = listing.ListingId })).State;
}
