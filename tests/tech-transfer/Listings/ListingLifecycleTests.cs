using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Listings;

public sealed class ListingLifecycleTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private ListingService.ListingServiceClient Own => service.Listings(service.University(TransferFixture.Yanshan));

    private ListingService.ListingServiceClient Second => service.Listings(service.SecondOf(TransferFixture.Yanshan));

    [Fact]
    public async Task A_step_needs_the_state_and_the_etag_that_was_read()
    {
        var draft = await Own.CreateListingAsync(TransferFixture.Draft("有版本的成果"));
        await TransferFixture.RefusedAsync(StatusCode.Aborted, ErrorReason.EtagMismatch, () =>
            Own.SubmitListingAsync(new ListingStepRequest { ListingId = draft.ListingId, Etag = "99" }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () =>
            Second.PublishListingAsync(new ListingStepRequest { ListingId = draft.ListingId }).ResponseAsync);
        var submitted = await Own.SubmitListingAsync(new ListingStepRequest { ListingId = draft.ListingId, Etag = draft.Etag });
        Assert.Equal((ListingState.InApproval, true), (submitted.State, submitted.AskedByCaller));
        var listed = await Second.PublishListingAsync(new ListingStepRequest { ListingId = draft.ListingId, Etag = submitted.Etag });
        Assert.Equal((ListingState.Listed, 1), (listed.State, listed.PublishedVersion));
        Assert.Equal(3, await service.ScalarAsync<int>("select count(*) from audit_entry where entity = 'listing' and entity_id = @ListingId", new { draft.ListingId }));
    }

    [Fact]
    public async Task Who_submitted_it_cannot_approve_it_and_a_second_person_can_return_it()
    {
        var draft = await Own.CreateListingAsync(TransferFixture.Draft("两人审批的成果"));
        await Own.SubmitListingAsync(new ListingStepRequest { ListingId = draft.ListingId });
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.SecondPersonNeeded, () =>
            Own.PublishListingAsync(new ListingStepRequest { ListingId = draft.ListingId }).ResponseAsync);
        Assert.Equal(6, await service.ScalarAsync<int>("select state from listing where listing_id = @id", new { id = Guid.Parse(draft.ListingId) }));
        var returned = await Second.ReturnListingAsync(new ReturnListingRequest { ListingId = draft.ListingId, Reason = "请补充对比数据" });
        Assert.Equal((ListingState.Draft, "请补充对比数据"), (returned.State, returned.ReturnedReason));
        Assert.Contains(await service.RaisedAsync<NotificationRaised>(TransferFixture.Yanshan), told => told.Topic == "listing.returned" && told.Link == $"/listings/{draft.ListingId}");
    }

    [Fact]
    public async Task The_schema_itself_refuses_a_draft_that_jumps_to_listed()
    {
        var draft = await Own.CreateListingAsync(TransferFixture.Draft("不能直接发布的成果"));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            service.ScalarAsync<int>("update listing set state = 2 where listing_id = @id returning 1", new { id = Guid.Parse(draft.ListingId) }));
        Assert.Equal("23514", refused.SqlState);
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
