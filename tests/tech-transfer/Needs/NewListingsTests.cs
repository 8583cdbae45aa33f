using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Needs;

public sealed class NewListingsTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task A_new_listing_is_told_for_the_needs_it_fits_and_for_no_other()
    {
        var hit = TransferFixture.Admitted(TransferFixture.Firm, 1, "甲板机械状态监测");
        var miss = TransferFixture.Admitted(TransferFixture.OtherFirm, 2, "退役电池梯次分选");
        miss.Industry = "auto-parts";
        await service.PublishAsync(hit, hit.ProjectId);
        await service.PublishAsync(miss, miss.ProjectId);
        var ids = new[] { hit, miss }.Select(admitted => Guid.Parse(admitted.TechnologyNeeds[0].DeclaredNeedId)).ToArray();
        await service.EventuallyAsync("both", "select count(*) = 2 from match_result where need_id = any(@ids)", new { ids });

        var listing = await service.ListAsync("船舶甲板机械状态监测终端", keywords: ["甲板机械", "状态监测"]);
        await service.EventuallyAsync("matched anew", "select exists (select from need_match where listing_id = @id)", new { id = Guid.Parse(listing.ListingId) });
        await service.EventuallyAsync("no work", "select not exists (select from match_work)");
        Assert.Equal([0, 1], (await service.RaisedAsync<TechnologyMatched>(hit.TechnologyNeeds[0].DeclaredNeedId)).Select(told => told.Listings.Count));
        Assert.Single(await service.RaisedAsync<TechnologyMatched>(miss.TechnologyNeeds[0].DeclaredNeedId));

        await service.Listings(service.University(TransferFixture.Yanshan)).WithdrawListingAsync(new ListingStepRequest { ListingId = listing.ListingId });
        await service.EventuallyAsync("gone", "select not exists (select from need_match where listing_id = @id)", new { id = Guid.Parse(listing.ListingId) });
    }

    [Fact]
    public async Task A_posted_need_is_matched_at_once_and_refreshed_on_demand()
    {
        var listing = await service.ListAsync("线路板微小缺陷高速视觉检测", industry: "electronics", keywords: ["线路板", "缺陷检测"]);
        var client = service.Needs(service.Enterprise(TransferFixture.OtherFirm));
        var need = await client.CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "线路板缺陷检测", Industry = "电子信息", RequestId = "post-1" });
        Assert.Equal(need, await client.CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "线路板缺陷检测", Industry = "电子信息", RequestId = "post-1" }));
        var matches = await service.Matches(service.Enterprise(TransferFixture.OtherFirm)).GetMatchesAsync(new GetMatchesRequest { NeedId = need.NeedId });
        Assert.Equal(listing.ListingId, matches.Matches_[0].ListingId);
        Assert.Contains(matches.Matches_[0].Parts[0].Terms, term => term.Term == "线路板");
        var fresh = await service.Matches(service.Official()).RefreshMatchesAsync(new RefreshMatchesRequest { NeedId = need.NeedId });
        Assert.Equal(matches.Matches_[0].Score, fresh.Matches_[0].Score);
    }
}
