using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Listings;

public sealed class ListingLifecycleTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private ListingService.ListingServiceClient Own => service.Listings(service.University(TransferFixture.Yanshan));

    [Fact]
    public async Task A_step_needs_the_state_and_the_etag_that_was_read()
    {
        var draft = await Own.CreateListingAsync(TransferFixture.Draft("有版本的成果"));
        await TransferFixture.RefusedAsync(StatusCode.Aborted, ErrorReason.EtagMismatch, () =>
            Own.PublishListingAsync(new ListingStepRequest { ListingId = draft.ListingId, Etag = "99" }).ResponseAsync);
        var listed = await Own.PublishListingAsync(new ListingStepRequest { ListingId = draft.ListingId, Etag = draft.Etag });
        Assert.Equal(ListingState.Listed, listed.State);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () =>
            Own.PublishListingAsync(new ListingStepRequest { ListingId = draft.ListingId }).ResponseAsync);
        Assert.Equal(2, await service.ScalarAsync<int>("select count(*) from audit_entry where entity = 'listing' and entity_id = @ListingId", new { draft.ListingId }));
    }

    [Fact]
    public async Task A_title_is_taken_whatever_its_width_and_spaces()
    {
        await Own.CreateListingAsync(TransferFixture.Draft("AI 质检系统（二代）"));
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () =>
            Own.CreateListingAsync(TransferFixture.Draft("ＡＩ质检系统(二代)")).ResponseAsync);
    }

    [Fact]
    public async Task Unknown_industries_and_wrong_patent_numbers_are_refused()
    {
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.IndustryUnknown, () =>
            Own.CreateListingAsync(TransferFixture.Draft("海洋渔业成果", "海洋渔业")).ResponseAsync);
        var wrong = TransferFixture.Draft("专利号有误的成果");
        wrong.PatentNumbers.Add("ZL201919900011.1");
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PatentNumberInvalid, () => Own.CreateListingAsync(wrong).ResponseAsync);
    }

    [Fact]
    public async Task Pages_show_each_listing_once_newest_first_and_tokens_fit_their_query_only()
    {
        for (var n = 0; n < 5; n++)
        {
            await service.ListAsync($"分页成果{n}", TransferFixture.Northeastern, "life-health");
        }

        var seen = new List<string>();
        var request = new ListListingsRequest { Industry = "生命健康", PageSize = 2 };
        do
        {
            var page = await Own.ListListingsAsync(request);
            seen.AddRange(page.Listings.Select(one => one.Title));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(["分页成果4", "分页成果3", "分页成果2", "分页成果1", "分页成果0"], seen);
        var token = (await Own.ListListingsAsync(new ListListingsRequest { Industry = "生命健康", PageSize = 2 })).NextPageToken;
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PageTokenInvalid, () =>
            Own.ListListingsAsync(new ListListingsRequest { PageToken = token }).ResponseAsync);
    }
}
