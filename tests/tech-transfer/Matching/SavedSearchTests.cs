using Dapper;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

public sealed class SavedSearchTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private SavedSearchService.SavedSearchServiceClient Of(string firm) => new(service.Enterprise(firm));

    [Fact]
    public async Task A_new_listing_on_the_topic_is_told_once_and_others_are_not()
    {
        var saved = await Of(TransferFixture.Firm).SaveSearchAsync(Search("激光清洗锈层", "激光清洗除锈"));
        var other = await service.ListAsync("玉米密植滴灌栽培");
        var listing = await service.ListAsync("激光清洗除锈装备");
        await FoundAsync(saved, listing);
        var told = (await service.RaisedAsync<NotificationRaised>(TransferFixture.Firm)).Where(one => one.Topic == "search.found" && one.Link.EndsWith(saved.SavedSearchId, StringComparison.Ordinal)).ToList();
        Assert.Contains("激光清洗锈层", Assert.Single(told).TextZh, StringComparison.Ordinal);
        Assert.False(await service.ScalarAsync<bool>("select exists (select from saved_search_found where saved_search_id = @search and item_id = @item)", new { search = Guid.Parse(saved.SavedSearchId), item = Guid.Parse(other.ListingId) }));

        // The same listing comes up again, as after an ended negotiation.
        await ExecuteAsync("insert into search_work (kind, item_id) values (1, @id)", new { id = Guid.Parse(listing.ListingId) });
        await service.EventuallyAsync("the work is done", "select not exists (select from search_work where item_id = @id)", new { id = Guid.Parse(listing.ListingId) });
        Assert.Single(await service.RaisedAsync<NotificationRaised>(TransferFixture.Firm), one => one.Link.EndsWith(saved.SavedSearchId, StringComparison.Ordinal));
        var read = await Of(TransferFixture.Firm).GetSavedSearchAsync(new GetSavedSearchRequest { SavedSearchId = saved.SavedSearchId });
        Assert.Equal(listing.Title, Assert.Single(read.Found).Title);
        Assert.Equal(1, read.FoundCount);
    }

    [Fact]
    public async Task Filters_hold_for_saved_searches_too()
    {
        var request = Search("微通道换热", "微通道换热器");
        request.Search.Readiness = 9;
        var strict = await Of(TransferFixture.Firm).SaveSearchAsync(request);
        var loose = await Of(TransferFixture.Firm).SaveSearchAsync(Search("微通道换热（不限）", "微通道换热器"));
        await FoundAsync(loose, await service.ListAsync("微通道换热器钎焊工艺"));
        Assert.Equal(0, (await Of(TransferFixture.Firm).GetSavedSearchAsync(new GetSavedSearchRequest { SavedSearchId = strict.SavedSearchId })).FoundCount);
    }

    [Fact]
    public async Task A_university_is_told_of_a_new_need()
    {
        var client = new SavedSearchService.SavedSearchServiceClient(service.University(TransferFixture.Northeastern));
        var request = Search("电主轴需求", "高速电主轴温升");
        request.Kind = SearchedKind.Needs;
        var saved = await client.SaveSearchAsync(request);
        var need = await service.Needs(service.Enterprise(TransferFixture.Firm)).CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "高速电主轴温升控制", Industry = "high-end-equipment" });
        await service.EventuallyAsync("found", "select exists (select from saved_search_found where saved_search_id = @search and item_id = @item)", new { search = Guid.Parse(saved.SavedSearchId), item = Guid.Parse(need.NeedId) });
        Assert.Contains(await service.RaisedAsync<NotificationRaised>(TransferFixture.Northeastern), one => one.Link.EndsWith(saved.SavedSearchId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_owner_is_not_told_of_its_own_listing()
    {
        var client = new SavedSearchService.SavedSearchServiceClient(service.University(TransferFixture.Northeastern));
        var saved = await client.SaveSearchAsync(Search("微弧氧化", "镁合金微弧氧化"));
        var own = await service.ListAsync("镁合金微弧氧化膜层封孔", TransferFixture.Northeastern);
        await FoundAsync(saved, await service.ListAsync("镁合金微弧氧化电源"));
        Assert.DoesNotContain((await client.GetSavedSearchAsync(new GetSavedSearchRequest { SavedSearchId = saved.SavedSearchId })).Found, item => item.Id == own.ListingId);
    }

    [Fact]
    public async Task Reviewers_save_no_searches() => await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () =>
        new SavedSearchService.SavedSearchServiceClient(service.Reviewer("reviewer-1")).SaveSearchAsync(Search("评审", "冷喷涂")).ResponseAsync);

    [Fact]
    public async Task A_firm_may_not_save_a_search_of_needs()
    {
        var request = Search("别家的需求", "压铸");
        request.Kind = SearchedKind.Needs;
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => Of(TransferFixture.Firm).SaveSearchAsync(request).ResponseAsync);
        Assert.False(await service.ScalarAsync<bool>("select exists (select from saved_search where name = '别家的需求')"));
    }

    [Theory]
    [InlineData("的与和")]
    [InlineData("🚀🚀")]
    public async Task A_query_without_a_word_is_not_saved(string query)
    {
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => Of(TransferFixture.Firm).SaveSearchAsync(Search($"空检索{query}", query)).ResponseAsync);
        Assert.False(await service.ScalarAsync<bool>("select exists (select from saved_search where name like '空检索%')"));
    }

    [Fact]
    public async Task A_name_is_used_once_by_an_organisation_and_the_same_request_saves_once()
    {
        var request = Search("同名订阅", "冷喷涂");
        request.RequestId = Guid.CreateVersion7().ToString();
        var saved = await Of(TransferFixture.Firm).SaveSearchAsync(request);
        Assert.Equal(saved, await Of(TransferFixture.Firm).SaveSearchAsync(request));
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () => Of(TransferFixture.Firm).SaveSearchAsync(Search("同名订阅", "冷喷涂")).ResponseAsync);
        await Of(TransferFixture.OtherFirm).SaveSearchAsync(Search("同名订阅", "冷喷涂"));
    }

    [Fact]
    public async Task The_fifty_first_saved_search_is_refused()
    {
        const string code = "91130302MAYQ105J4L";
        await ExecuteAsync("""
            insert into saved_search (saved_search_id, organisation_code, name, kind, search, created_at)
            select gen_random_uuid(), @code, 'n' || n, 1, '{"query": "x9z"}', now() from generate_series(1, 50) n
            """, new { code });
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.LimitReached, () => Of(code).SaveSearchAsync(Search("再多一个", "冷喷涂")).ResponseAsync);
        Assert.Equal(50, await service.ScalarAsync<long>("select count(*) from saved_search where organisation_code = @code", new { code }));
    }

    [Fact]
    public async Task Another_organisation_neither_reads_nor_deletes_it()
    {
        var saved = await Of(TransferFixture.Firm).SaveSearchAsync(Search("只属于本单位", "等离子喷涂"));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Of(TransferFixture.OtherFirm).GetSavedSearchAsync(new GetSavedSearchRequest { SavedSearchId = saved.SavedSearchId }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => Of(TransferFixture.OtherFirm).DeleteSavedSearchAsync(new DeleteSavedSearchRequest { SavedSearchId = saved.SavedSearchId }).ResponseAsync);
        Assert.DoesNotContain((await Of(TransferFixture.OtherFirm).ListSavedSearchesAsync(new ListSavedSearchesRequest())).SavedSearches, one => one.SavedSearchId == saved.SavedSearchId);
        await Of(TransferFixture.Firm).DeleteSavedSearchAsync(new DeleteSavedSearchRequest { SavedSearchId = saved.SavedSearchId });
        Assert.False(await service.ScalarAsync<bool>("select exists (select from saved_search where saved_search_id = @id)", new { id = Guid.Parse(saved.SavedSearchId) }));
    }

    private Task FoundAsync(SavedSearch saved, Listing listing) => service.EventuallyAsync(
        "found", "select exists (select from saved_search_found where saved_search_id = @search and item_id = @item)", new { search = Guid.Parse(saved.SavedSearchId), item = Guid.Parse(listing.ListingId) });

    private async Task ExecuteAsync(string sql, object parameters)
    {
        await using var connection = await service.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    private static SaveSearchRequest Search(string name, string query) => new() { Name = name, Kind = SearchedKind.Listings, Search = new SearchRequest { Query = query } };
}
