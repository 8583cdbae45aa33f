using Platform.Common.V1;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Needs;

public sealed class SupportRequestTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private const string Firm = TalentFixture.Firm;
    private static int _phone;

    public async ValueTask InitializeAsync() => await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_request_opens_a_need_once_and_its_last_placement_names_the_request()
    {
        var asked = Asked("诉求岗位", headcount: 2);
        var id = await PublishAsync(asked);
        await PublishAsync(asked, id);
        await PublishAsync(asked);
        var need = await NeedOfAsync(asked);
        Assert.Equal(("诉求岗位", 2, "秦皇岛", true, TalentNeedState.Open), (need.Title, need.Headcount, need.Place, need.Declared, need.State));
        Assert.Contains(need.MustSkills, skill => skill.Level == 3);
        Assert.Equal([asked.Request.SupportRequestId], need.SupportRequestIds);
        var bound = Assert.Single(await fixture.RaisedAsync<TalentNeedBound>(need.NeedId));
        Assert.Equal(asked.Request, bound.SupportRequest);
        await fixture.ShortlistsAsync();

        var first = await PlaceAsync(need.NeedId);
        var last = await PlaceAsync(need.NeedId);
        Assert.False(Assert.Single(await fixture.RaisedAsync<TalentPlaced>(first)).NeedFilled);
        var told = Assert.Single(await fixture.RaisedAsync<TalentPlaced>(last));
        Assert.True(told.NeedFilled);
        Assert.Equal(asked.Request, Assert.Single(told.SupportRequests));
    }

    [Fact]
    public async Task An_open_need_of_that_title_serves_the_request_and_stays_when_it_ends()
    {
        var posted = await fixture.Needs(fixture.Enterprise(Firm)).CreateTalentNeedAsync(TalentFixture.Need("已发布的岗位", "PLC编程"));
        var asked = Asked("已发布的岗位");
        await PublishAsync(asked);
        Assert.Equal(posted.NeedId, (await NeedOfAsync(asked)).NeedId);
        Assert.Equal(1, await fixture.ScalarAsync<int>("select count(*) from talent_need where title = '已发布的岗位'"));

        await EndAsync(asked.Request);
        Assert.Equal((short)1, await StateAsync(posted.NeedId));
        Assert.Empty(Assert.Single(await fixture.RaisedAsync<TalentPlaced>(await PlaceAsync(posted.NeedId))).SupportRequests);
    }

    [Fact]
    public async Task The_end_of_the_request_closes_its_need_and_withdraws_its_offers()
    {
        var asked = Asked("撤回的诉求");
        await PublishAsync(asked);
        var need = await NeedOfAsync(asked);
        await fixture.Placements(fixture.Enterprise(Firm)).OfferPlacementAsync(new OfferPlacementRequest { NeedId = need.NeedId, TalentId = await TalentAsync(need.NeedId) });
        await EndAsync(asked.Request);
        await fixture.EventuallyAsync("closed", "select state = 3 from talent_need where need_id = @id::uuid", new { id = need.NeedId });
        Assert.Equal((short)5, await fixture.ScalarAsync<short>("select state from placement where need_id = @id::uuid", new { id = need.NeedId }));
    }

    [Fact]
    public async Task A_need_that_another_request_still_waits_for_stays_open_until_both_have_ended()
    {
        var (one, two) = (Asked("两项诉求一个岗位"), Asked("两项诉求一个岗位"));
        await PublishAsync(one);
        var need = await NeedOfAsync(one);
        await PublishAsync(two);
        Assert.Equal(need.NeedId, (await NeedOfAsync(two)).NeedId);
        await EndAsync(one.Request);
        Assert.Equal((short)1, await StateAsync(need.NeedId));
        await EndAsync(two.Request);
        await fixture.EventuallyAsync("closed", "select state = 3 from talent_need where need_id = @id::uuid", new { id = need.NeedId });
    }

    [Fact]
    public async Task A_need_that_the_firm_took_over_or_a_pool_project_declares_stays_when_the_request_ends()
    {
        var taken = Asked("企业补全的岗位");
        await PublishAsync(taken);
        var need = await NeedOfAsync(taken);
        var posted = await fixture.Needs(fixture.Enterprise(Firm)).CreateTalentNeedAsync(TalentFixture.Need("企业补全的岗位", "PLC编程"));
        Assert.Equal(need.NeedId, posted.NeedId);
        var declared = Asked("项目申报的岗位");
        await PublishAsync(declared);
        var pooled = await NeedOfAsync(declared);
        await fixture.AdmitAsync(Firm, ("项目申报的岗位", 1));
        await EndAsync(taken.Request);
        await EndAsync(declared.Request);
        Assert.Equal((1, 1), (await StateAsync(need.NeedId), await StateAsync(pooled.NeedId)));
    }

    [Fact]
    public async Task A_request_that_is_told_after_its_end_opens_nothing_and_its_next_period_does()
    {
        var asked = Asked("先终后始");
        await EndAsync(asked.Request);
        await PublishAsync(asked);
        await HandledAsync();
        Assert.Equal(0, await fixture.ScalarAsync<int>("select count(*) from talent_need where title = '先终后始'"));
        asked.Request.Round = 2;
        await PublishAsync(asked);
        Assert.Equal(TalentNeedState.Open, (await NeedOfAsync(asked)).State);
    }

    [Fact]
    public async Task A_request_for_technology_opens_no_talent_need()
    {
        var asked = Asked("技术诉求");
        asked.Technology = new TechnologyAsked { Description = "难题" };
        await PublishAsync(asked);
        await HandledAsync();
        Assert.Equal(0, await fixture.ScalarAsync<int>("select count(*) from talent_need where title = '技术诉求'"));
    }

    private static SupportRequested Asked(string title, int headcount = 1) => new()
    {
        Request = new SupportRequestRef { SupportRequestId = Guid.CreateVersion7().ToString(), Round = 1 },
        OrganisationCode = Firm,
        OrganisationName = "秦皇岛测试有限公司",
        KindCode = "talent",
        Title = title,
        Talent = new TalentAsked { Headcount = headcount, SkillsText = "熟悉PLC编程与机械设计", Place = "秦皇岛" },
    };

    private Task<Guid> PublishAsync(SupportRequested asked, Guid? id = null) => fixture.PublishAsync(asked, asked.Request.SupportRequestId, id);

    private async Task EndAsync(SupportRequestRef request)
    {
        await fixture.PublishAsync(new SupportRequestEnded { Request = request, Reason = "不再需要" }, request.SupportRequestId, sequence: 2);
        await fixture.EventuallyAsync("ended", "select ended from support_request where support_request_id = @id::uuid and round = @Round", new { id = request.SupportRequestId, request.Round });
    }

    private async Task<TalentNeed> NeedOfAsync(SupportRequested asked)
    {
        const string sql = "select need_id from support_request where support_request_id = @id::uuid and round = @Round";
        var values = new { id = asked.Request.SupportRequestId, asked.Request.Round };
        await fixture.EventuallyAsync("a need is bound", $"select exists ({sql} and need_id is not null)", values);
        await HandledAsync();
        var id = await fixture.ScalarAsync<Guid>(sql, values);
        return await fixture.Needs(fixture.Official()).GetTalentNeedAsync(new GetTalentNeedRequest { NeedId = id.ToString() });
    }

    /// <summary>Until a later event of each lane was handled, and with it what was published before.</summary>
    private async Task HandledAsync()
    {
        for (var i = 0; i < 16; i++)
        {
            var mark = new SupportRequestRef { SupportRequestId = Guid.CreateVersion7().ToString(), Round = 1 };
            var id = await fixture.PublishAsync(new SupportRequestEnded { Request = mark }, mark.SupportRequestId);
            await fixture.EventuallyAsync("a later event is handled", "select exists (select 1 from inbox where event_id = @id)", new { id });
        }
    }

    private Task<short> StateAsync(string need) => fixture.ScalarAsync<short>("select state from talent_need where need_id = @need::uuid", new { need });

    /// <summary>A new talent that the firm was shown for the need.</summary>
    private async Task<string> TalentAsync(string need)
    {
        var phone = $"139{Interlocked.Increment(ref _phone):D8}";
        var report = await fixture.ImportTalentsAsync(fixture.University(TalentFixture.College), null, $"诉求生{phone[^3..]},{TalentFixture.CollegeName},自动化,本科,2026,PLC编程:4,,秦皇岛,10,全职,{phone}");
        var talent = Assert.Single(report.Ids);
        await fixture.ShortlistsAsync();
        await fixture.ScalarAsync<int>("""
            insert into shortlist_entry select @need::uuid, 100, @talent::uuid, 0, '[]', '[]', '', ''
            where not exists (select 1 from shortlist_entry where need_id = @need::uuid and talent_id = @talent::uuid);
            select 1
            """, new { need, talent });
        return talent;
    }

    private async Task<string> PlaceAsync(string need)
    {
        var offered = await fixture.Placements(fixture.Enterprise(Firm)).OfferPlacementAsync(new OfferPlacementRequest { NeedId = need, TalentId = await TalentAsync(need) });
        var accepted = await fixture.Placements(fixture.University(TalentFixture.College)).AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = offered.PlacementId, TalentConsented = true });
        return accepted.PlacementId;
    }
}
