using Platform.Registry.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Needs;

public sealed class SupportRequestTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private const string Firm = TransferFixture.Firm;

    [Fact]
    public async Task A_request_opens_a_matched_need_once_and_the_agreement_for_it_names_the_request()
    {
        var listing = await service.ListAsync("焊缝缺陷在线识别系统", keywords: "焊缝");
        var asked = Asked("诉求：焊缝缺陷识别");
        var id = await PublishAsync(asked);
        await PublishAsync(asked, id);
        await PublishAsync(asked);
        var need = await NeedOfAsync(asked);
        Assert.Equal(("诉求：焊缝缺陷识别", "high-end-equipment", 30_000_000L, true, TechnologyNeedState.Open), (need.Title, need.Industry, need.BudgetCnyFen, need.Declared, need.State));
        Assert.Equal([asked.Request.SupportRequestId], need.SupportRequestIds);
        Assert.Equal(asked.Request, Assert.Single(await service.RaisedAsync<TechnologyNeedBound>(need.NeedId)).SupportRequest);
        var found = await service.Matches(service.Enterprise(Firm)).GetMatchesAsync(new GetMatchesRequest { NeedId = need.NeedId });
        Assert.Contains(found.Matches_, match => match.ListingId == listing.ListingId);

        Assert.Equal(asked.Request, Assert.Single((await SignAsync(listing, need.NeedId)).SupportRequests));
        Assert.Equal((short)2, await StateAsync(need.NeedId));
    }

    [Fact]
    public async Task An_open_need_of_that_title_serves_the_request_and_stays_when_it_ends()
    {
        var posted = await service.Needs(service.Enterprise(Firm)).CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "已发布的技术需求", Industry = "新材料" });
        var asked = Asked("已发布的技术需求");
        await PublishAsync(asked);
        var need = await NeedOfAsync(asked);
        Assert.Equal((posted.NeedId, "new-materials"), (need.NeedId, need.Industry));
        await EndAsync(asked.Request);
        await HandledAsync();
        Assert.Equal((short)1, await StateAsync(posted.NeedId));
        Assert.Empty((await SignAsync(await service.ListAsync("无人等待的成果"), posted.NeedId)).SupportRequests);
    }

    [Fact]
    public async Task The_end_of_the_last_request_closes_the_need_that_was_opened_for_it()
    {
        var (one, two) = (Asked("两项诉求一个难题"), Asked("两项诉求一个难题"));
        await PublishAsync(one);
        var need = await NeedOfAsync(one);
        await PublishAsync(two);
        Assert.Equal(need.NeedId, (await NeedOfAsync(two)).NeedId);
        await EndAsync(one.Request);
        await HandledAsync();
        Assert.Equal((short)1, await StateAsync(need.NeedId));
        await EndAsync(two.Request);
        await HandledAsync();
        Assert.Equal((short)3, await StateAsync(need.NeedId));
        Assert.Equal(1, await service.ScalarAsync<int>("select count(*) from audit_entry where action = 'need.close' and entity_id = @NeedId", new { need.NeedId }));
    }

    [Fact]
    public async Task A_need_that_a_pool_project_declares_stays_when_the_request_ends()
    {
        var asked = Asked("项目申报的难题");
        await PublishAsync(asked);
        var need = await NeedOfAsync(asked);
        await service.AdmitAsync(TransferFixture.Admitted(Firm, 1, "项目申报的难题"), DateTimeOffset.UnixEpoch.AddYears(56));
        await EndAsync(asked.Request);
        await HandledAsync();
        Assert.Equal((short)1, await StateAsync(need.NeedId));
    }

    [Fact]
    public async Task A_request_that_is_told_after_its_end_and_one_for_talent_open_nothing()
    {
        var asked = Asked("先终后始的难题");
        await EndAsync(asked.Request);
        await PublishAsync(asked);
        var talent = Asked("人才诉求");
        talent.Talent = new TalentAsked { Headcount = 1 };
        await PublishAsync(talent);
        await HandledAsync();
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from technology_need where title in ('先终后始的难题', '人才诉求')"));
    }

    private static SupportRequested Asked(string title) => new()
    {
        Request = new SupportRequestRef { SupportRequestId = Guid.CreateVersion7().ToString(), Round = 1 },
        OrganisationCode = Firm,
        OrganisationName = "秦皇岛珩舟船舶配套有限公司",
        KindCode = "technology",
        Title = title,
        Technology = new TechnologyAsked { Industry = "high-end-equipment", Description = "焊缝缺陷在线识别，替代人工判读。", BudgetCnyFen = 30_000_000 },
    };

    private Task<Guid> PublishAsync(SupportRequested asked, Guid? id = null) => service.PublishAsync(asked, asked.Request.SupportRequestId, id);

    private async Task EndAsync(SupportRequestRef request)
    {
        await service.PublishAsync(new SupportRequestEnded { Request = request, Reason = "不再需要" }, request.SupportRequestId, sequence: 2);
        await service.EventuallyAsync("ended", "select ended from support_request where support_request_id = @id::uuid and round = @Round", new { id = request.SupportRequestId, request.Round });
    }

    private async Task<TechnologyNeed> NeedOfAsync(SupportRequested asked)
    {
        const string sql = "select need_id from support_request where support_request_id = @id::uuid and round = @Round";
        var values = new { id = asked.Request.SupportRequestId, asked.Request.Round };
        await service.EventuallyAsync("a need is bound", $"select exists ({sql} and need_id is not null)", values);
        await HandledAsync();
        var id = await service.ScalarAsync<Guid>(sql, values);
        return await service.Needs(service.Official()).GetTechnologyNeedAsync(new GetTechnologyNeedRequest { NeedId = id.ToString() });
    }

    /// <summary>Until a later event of each lane was handled, and with it what was published before.</summary>
    private async Task HandledAsync()
    {
        for (var i = 0; i < 16; i++)
        {
            var mark = new SupportRequestRef { SupportRequestId = Guid.CreateVersion7().ToString(), Round = 1 };
            var id = await service.PublishAsync(new SupportRequestEnded { Request = mark }, mark.SupportRequestId);
            await service.EventuallyAsync("a later event is handled", "select exists (select from inbox where event_id = @id)", new { id });
        }
    }

    private Task<short> StateAsync(string need) => service.ScalarAsync<short>("select state from technology_need where need_id = @need::uuid", new { need });

    private async Task<AgreementSigned> SignAsync(Listing listing, string need)
    {
        var firm = service.Negotiations(service.Enterprise(Firm));
        var open = await firm.OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId, NeedId = need });
        var drafted = await service.Agreements(service.Enterprise(Firm)).DraftAgreementAsync(
            new DraftAgreementRequest { NegotiationId = open.NegotiationId, Kind = AgreementKind.Service, Terms = "服务条款" });
        await service.SignBothAsync(drafted);
        return Assert.Single(await service.RaisedAsync<AgreementSigned>(drafted.AgreementId));
    }
}
