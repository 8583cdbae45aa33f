using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

public sealed class SearchTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private SearchService.SearchServiceClient Firm => new(service.Enterprise(TransferFixture.Firm));

    private SearchService.SearchServiceClient University => new(service.University(TransferFixture.Yanshan));

    [Fact]
    public async Task A_listing_is_found_at_once_with_its_words_marked_and_explained()
    {
        var listing = await service.ListAsync("磁流变减振器及其控制方法", keywords: ["磁流变液"]);
        var found = await Firm.SearchListingsAsync(new SearchRequest { Query = "磁流变减振" });
        var best = found.Hits[0];
        Assert.Equal((listing.ListingId, 1, ""), (best.Id, best.Rank, found.EmptyReason));
        Assert.Equal("磁流变减振", Assert.Single(best.Title, piece => piece.Found).Text);
        Assert.Equal(listing.Title, string.Concat(best.Title.Select(piece => piece.Text)));
        Assert.Equal("磁流变减振", best.Terms[0].Term);
        Assert.Equal([MatchedField.Title, MatchedField.Keywords], best.Terms[0].Fields);
        Assert.InRange(best.Terms.Sum(term => term.Points), 1, 100.5);
    }

    [Fact]
    public async Task A_withdrawn_listing_is_found_no_more()
    {
        var listing = await service.ListAsync("声发射刀具崩刃预警");
        Assert.Equal(listing.ListingId, (await Firm.SearchListingsAsync(new SearchRequest { Query = "声发射崩刃" })).Hits[0].Id);
        await service.Listings(service.University(TransferFixture.Yanshan)).WithdrawListingAsync(new ListingStepRequest { ListingId = listing.ListingId });
        Assert.DoesNotContain((await Firm.SearchListingsAsync(new SearchRequest { Query = "声发射崩刃" })).Hits, hit => hit.Id == listing.ListingId);
    }

    [Fact]
    public async Task Traditional_and_English_queries_find_a_Chinese_listing()
    {
        var listing = await service.ListAsync("搅拌摩擦焊异种铝合金接头工艺");
        foreach (var query in new[] { "攪拌摩擦焊", "friction stir welding", "ＦＲＩＣＴＩＯＮ stir welds" })
        {
            Assert.Contains((await Firm.SearchListingsAsync(new SearchRequest { Query = query })).Hits, hit => hit.Id == listing.ListingId);
        }
    }

    [Fact]
    public async Task Filters_leave_out_what_does_not_fit()
    {
        var listing = await service.ListAsync("超疏水防覆冰涂层", industry: "new-materials");
        async Task<bool> FoundAsync(SearchRequest request)
        {
            request.Query = "超疏水防覆冰";
            return (await Firm.SearchListingsAsync(request)).Hits.Any(hit => hit.Id == listing.ListingId);
        }

        Assert.True(await FoundAsync(new SearchRequest { Industry = "new-materials", Readiness = 7, Form = TransferForm.Equity, PriceCnyFen = 1 }));
        Assert.False(await FoundAsync(new SearchRequest { Industry = "auto-parts" }));
        Assert.False(await FoundAsync(new SearchRequest { Readiness = 8 }));
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.IndustryUnknown, () => FoundAsync(new SearchRequest { Industry = "alchemy" }));
    }

    [Theory]
    [InlineData("的和与")]
    [InlineData("😀🚀")]
    [InlineData("the of and")]
    public async Task A_query_of_stop_words_or_signs_alone_is_answered_with_the_reason(string query)
    {
        var answer = await Firm.SearchListingsAsync(new SearchRequest { Query = query }, new Metadata { { "accept-language", "zh" } });
        Assert.Empty(answer.Hits);
        Assert.Contains("虚词或符号", answer.EmptyReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_001)]
    [InlineData(1_000_000)]
    public async Task A_query_too_long_is_refused(int length)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => Firm.SearchListingsAsync(new SearchRequest { Query = new string('液', length) }).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public async Task An_abstract_of_five_megabytes_is_refused_and_nothing_is_stored()
    {
        var draft = TransferFixture.Draft("五兆字节的摘要");
        draft.Summary = new string('液', 5 * 1024 * 1024 / 3);
        var refused = await Assert.ThrowsAsync<RpcException>(() => service.Listings(service.University(TransferFixture.Yanshan)).CreateListingAsync(draft).ResponseAsync);
        Assert.Contains(refused.StatusCode, new[] { StatusCode.InvalidArgument, StatusCode.ResourceExhausted });
        Assert.False(await service.ScalarAsync<bool>("select exists (select from listing where title = '五兆字节的摘要')"));
    }

    [Fact]
    public async Task Similar_listings_are_on_the_topic_and_not_the_listing_itself()
    {
        var first = await service.ListAsync("锂电池热失控气体预警", keywords: ["锂电池", "热失控"]);
        var second = await service.ListAsync("锂电池热失控蔓延抑制", keywords: ["锂电池", "热失控"]);
        var similar = await Firm.SimilarListingsAsync(new SimilarListingsRequest { ListingId = first.ListingId });
        Assert.Contains(similar.Hits.Take(3), hit => hit.Id == second.ListingId);
        Assert.DoesNotContain(similar.Hits, hit => hit.Id == first.ListingId);
    }

    [Fact]
    public async Task Similar_listings_of_a_foreign_draft_are_not_told()
    {
        var draft = await service.Listings(service.University(TransferFixture.Yanshan)).CreateListingAsync(TransferFixture.Draft("未公开的草稿成果"));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Firm.SimilarListingsAsync(new SimilarListingsRequest { ListingId = draft.ListingId }).ResponseAsync);
    }

    [Fact]
    public async Task Universities_search_open_needs_and_firms_do_not()
    {
        var need = await service.Needs(service.Enterprise(TransferFixture.Firm)).CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "轮毂低压铸造缩孔抑制", Industry = "auto-parts", Description = "降低缩孔缩松。" });
        Assert.Equal(need.NeedId, (await University.SearchNeedsAsync(new SearchRequest { Query = "低压铸造缩孔" })).Hits[0].Id);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => Firm.SearchNeedsAsync(new SearchRequest { Query = "铸造" }).ResponseAsync);
        await service.Needs(service.Enterprise(TransferFixture.Firm)).CloseTechnologyNeedAsync(new CloseTechnologyNeedRequest { NeedId = need.NeedId });
        Assert.DoesNotContain((await University.SearchNeedsAsync(new SearchRequest { Query = "低压铸造缩孔" })).Hits, hit => hit.Id == need.NeedId);
    }

    [Fact]
    public async Task A_listing_sees_the_score_that_its_need_shows()
    {
        var listing = await service.ListAsync("风电叶片前缘腐蚀防护涂层", industry: "new-materials", keywords: ["前缘腐蚀"]);
        var need = await service.Needs(service.Enterprise(TransferFixture.Firm)).CreateTechnologyNeedAsync(
            new CreateTechnologyNeedRequest { Title = "风电叶片前缘腐蚀防护", Industry = "new-materials", Keywords = { "前缘腐蚀" } });
        var fromListing = (await University.MatchListingAsync(new MatchListingRequest { ListingId = listing.ListingId })).Matches.Single(match => match.NeedId == need.NeedId);
        var fromNeed = (await service.Matches(service.Enterprise(TransferFixture.Firm)).RefreshMatchesAsync(new RefreshMatchesRequest { NeedId = need.NeedId })).Matches_.Single(match => match.ListingId == listing.ListingId);
        Assert.Equal(fromNeed.Parts, fromListing.Parts);
        Assert.Contains("风电叶片前缘腐蚀防护（标题、关键词）", fromListing.Explanation, StringComparison.Ordinal);
        Assert.Equal((fromNeed.Score, fromNeed.Explanation), (fromListing.Score, fromListing.Explanation));
    }

    [Fact]
    public async Task Needs_for_a_listing_are_told_to_its_owner_and_only_while_it_is_offered()
    {
        var listing = await service.ListAsync("铁氧体永磁体回收工艺", TransferFixture.Northeastern);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => University.MatchListingAsync(new MatchListingRequest { ListingId = listing.ListingId }).ResponseAsync);
        await service.Listings(service.University(TransferFixture.Northeastern)).WithdrawListingAsync(new ListingStepRequest { ListingId = listing.ListingId });
        var owner = new SearchService.SearchServiceClient(service.University(TransferFixture.Northeastern));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => owner.MatchListingAsync(new MatchListingRequest { ListingId = listing.ListingId }).ResponseAsync);
    }
}
