using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Listings;

public sealed class ListingPermissionTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task A_draft_is_seen_and_changed_by_its_owner_alone()
    {
        var draft = await service.Listings(service.University(TransferFixture.Yanshan)).CreateListingAsync(TransferFixture.Draft("未公开的成果"));
        foreach (var other in new[] { service.University(TransferFixture.Northeastern), service.Official(), service.Enterprise(TransferFixture.Firm) })
        {
            await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () =>
                service.Listings(other).GetListingAsync(new GetListingRequest { ListingId = draft.ListingId }).ResponseAsync);
            Assert.DoesNotContain((await service.Listings(other).ListListingsAsync(new ListListingsRequest())).Listings, one => one.ListingId == draft.ListingId);
        }

        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () =>
            service.Listings(service.University(TransferFixture.Northeastern)).PublishListingAsync(new ListingStepRequest { ListingId = draft.ListingId }).ResponseAsync);
        Assert.Contains((await service.Listings(service.University(TransferFixture.Yanshan)).ListListingsAsync(new ListListingsRequest { Mine = true })).Listings, one => one.ListingId == draft.ListingId);
    }

    [Fact]
    public async Task A_listed_one_is_read_by_all_with_masked_contacts_and_withdrawn_by_its_owner_alone()
    {
        var listing = await service.ListAsync("公开的成果");
        var seen = await service.Listings(service.Enterprise(TransferFixture.Firm)).GetListingAsync(new GetListingRequest { ListingId = listing.ListingId });
        Assert.Equal(("张*明", "138****5678"), (seen.ContactName, seen.ContactPhone));
        var official = await service.Listings(service.Official()).GetListingAsync(new GetListingRequest { ListingId = listing.ListingId });
        Assert.Equal(("张小明", "13812345678"), (official.ContactName, official.ContactPhone));
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.OtherOrganisation, () =>
            service.Listings(service.University(TransferFixture.Northeastern)).WithdrawListingAsync(new ListingStepRequest { ListingId = listing.ListingId }).ResponseAsync);
        Assert.Equal(2, await service.ScalarAsync<int>("select state from listing where listing_id = @id", new { id = Guid.Parse(listing.ListingId) }));
    }

    [Fact]
    public async Task Roles_stand_before_everything()
    {
        await TransferFixture.RefusedAsync(StatusCode.Unauthenticated, ErrorReason.NotSignedIn, () =>
            service.Listings(service.Anonymous()).ListListingsAsync(new ListListingsRequest()).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () =>
            service.Listings(service.Enterprise(TransferFixture.Firm)).CreateListingAsync(TransferFixture.Draft("企业不能发布")).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () =>
            TransferFixture.ImportAsync(service.Listings(service.Enterprise(TransferFixture.Firm)).ImportListings(), "listings.csv", TransferFixture.Shipped("listings.csv")));
    }

    [Fact]
    public async Task A_university_imports_its_own_rows_only()
    {
        var client = service.Listings(service.University(TransferFixture.Northeastern));
        var report = await TransferFixture.ImportAsync(client.ImportListings(), "listings.csv", TransferFixture.Shipped("listings.csv"), partial: true);
        Assert.Equal(12, report.RowsImported);
        Assert.Equal(28, report.ProblemCount);
        Assert.Contains(report.Problems, problem => problem is { Reason: ErrorReason.OtherOrganisation, Column: "完成单位" });
        Assert.Contains(report.Problems, problem => problem is { Reason: ErrorReason.OrganisationUnknown, Column: "完成单位" });
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from listing where listing_id::text = any(@ids) and owner_code <> @Northeastern", new { ids = report.Ids.ToArray(), TransferFixture.Northeastern }));
    }
}
