using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

public sealed class NegotiationTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private Transfer.V1.NegotiationService.NegotiationServiceClient Firm => service.Negotiations(service.Enterprise(TransferFixture.Firm));

    private Transfer.V1.NegotiationService.NegotiationServiceClient Owner => service.Negotiations(service.University(TransferFixture.Yanshan));

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
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () =>
            service.Agreements(service.Enterprise(TransferFixture.Firm)).DraftAgreementAsync(new DraftAgreementRequest { NegotiationId = one.NegotiationId, Kind = AgreementKind.Service, Terms = "服务条款" }).ResponseAsync);
    }

    private async Task<ListingState> StateAsync(Listing listing) =>
        (await service.Listings(service.Official()).GetListingAsync(new GetListingRequest { ListingId = listing.ListingId })).State;
}
