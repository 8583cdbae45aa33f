using System.Text;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Needs;

public sealed class ProjectAdmittedTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private const string Header = "需求名称,企业名称,统一社会信用代码,产业,需求描述\n";

    [Fact]
    public async Task Declared_needs_are_opened_matched_and_told_and_a_second_delivery_changes_nothing()
    {
        var listing = await service.ListAsync("电液伺服系统数字孪生与故障诊断", keywords: ["电液伺服", "故障诊断"]);
        var admitted = TransferFixture.Admitted("91130306MAYQ103151", 1, "液压伺服阀故障诊断");
        var needId = admitted.TechnologyNeeds[0].DeclaredNeedId;
        var eventId = await service.PublishAsync(admitted, admitted.ProjectId);
        await service.EventuallyAsync("matched", "select exists (select from need_match where need_id = @id)", new { id = Guid.Parse(needId) });

        var need = await service.Needs(service.Official()).GetTechnologyNeedAsync(new GetTechnologyNeedRequest { NeedId = needId });
        Assert.Equal((true, admitted.ProjectId, "high-end-equipment"), (need.Declared, need.PoolProjectId, need.Industry));
        var told = Assert.Single(await service.RaisedAsync<TechnologyMatched>(needId));
        Assert.Equal((listing.ListingId, admitted.ProjectId), (told.Listings[0].ListingId, told.ProjectId));
        Assert.Contains("故障诊断", told.Listings[0].ExplanationZh, StringComparison.Ordinal);
        Assert.Contains("industry", told.Listings[0].ExplanationEn, StringComparison.Ordinal);

        var matches = await service.Matches(service.Official()).GetMatchesAsync(new GetMatchesRequest { NeedId = needId });
        var best = matches.Matches_[0];
        Assert.Equal(best.Score, best.Parts.Sum(part => part.Points), 6);
        Assert.Equal(["text", "industry", "readiness", "form", "price"], best.Parts.Select(part => part.Kind));

        await service.PublishAsync(admitted, admitted.ProjectId, eventId);
        await service.PublishAsync(TransferFixture.Admitted("91130306MAYQ103151", 9), "marker");
        await service.EventuallyAsync("the marker", "select exists (select from pool_project where rank = 9)");
        Assert.Single(await service.RaisedAsync<TechnologyMatched>(needId));
    }

    [Fact]
    public async Task Admission_first_or_import_first_the_firm_has_the_same_needs_with_the_same_projects()
    {
        await service.ListAsync("光纤传感结构健康监测系统", keywords: ["光纤传感"]);
        var outcomes = new List<string>();
        foreach (var (firm, importFirst) in new[] { ("91130302MAYQ121349", true), ("91130306MAYQ115029", false) })
        {
            var first = TransferFixture.Admitted(firm, 1, "分布式光纤传感监测");
            var second = TransferFixture.Admitted(firm, 2, "管线泄漏定位算法", "高温涂层");
            var file = Encoding.UTF8.GetBytes(Header + $"分布式 光纤传感监测,某企业,{firm},电子信息,桥梁监测\n管线泄漏定位算法,某企业,{firm},电子信息,输油管线\n传感器封装工艺,某企业,{firm},电子信息,小型化\n");
            var client = service.Needs(service.Official());
            if (importFirst)
            {
                await TransferFixture.ImportAsync(client.ImportTechnologyNeeds(), "needs.csv", file);
            }

            // The second is told first: the order of arrival must not matter.
            var time = service.Clock.GetUtcNow();
            await service.AdmitAsync(second, time);
            await service.AdmitAsync(first, time);
            if (!importFirst)
            {
                var report = await TransferFixture.ImportAsync(client.ImportTechnologyNeeds(), "needs.csv", file);
                Assert.Equal(3, report.RowsImported);
            }

            await service.EventuallyAsync("all matched", """
                select not exists (select from match_work)
                   and not exists (select from technology_need n left join match_result r using (need_id) where n.organisation_code = @firm and r.need_id is null)
                """, new { firm });
            var needs = (await client.ListTechnologyNeedsAsync(new ListTechnologyNeedsRequest { OrganisationCode = firm })).Needs;
            outcomes.Add(string.Join('\n', needs.OrderBy(need => need.Title, StringComparer.Ordinal).Select(need =>
                $"{need.Title} {need.Declared} {(need.PoolProjectId == first.ProjectId ? 1 : 2)} {need.Description}")));
            foreach (var need in needs)
            {
                Assert.Equal(need.PoolProjectId, (await service.RaisedAsync<TechnologyMatched>(need.NeedId))[^1].ProjectId);
            }
        }

        Assert.Equal(outcomes[0], outcomes[1]);
        Assert.Equal(4, outcomes[0].Split('\n').Length);
    }

    [Fact]
    public async Task Two_projects_that_declare_one_title_share_the_need_and_are_both_told()
    {
        const string firm = "91130371MAYQ10454U";
        var (first, second) = (TransferFixture.Admitted(firm, 1, "灵巧手精细装配"), TransferFixture.Admitted(firm, 2, "灵巧手 精细装配"));
        var time = service.Clock.GetUtcNow();
        await service.AdmitAsync(second, time);
        await service.AdmitAsync(first, time);
        var need = Assert.Single((await service.Needs(service.Official()).ListTechnologyNeedsAsync(new ListTechnologyNeedsRequest { OrganisationCode = firm })).Needs);
        Assert.Equal(first.ProjectId, need.PoolProjectId);
        var told = (await service.RaisedAsync<TechnologyMatched>(need.NeedId)).GroupBy(one => one.ProjectId).ToDictionary(group => group.Key, group => group.Last().NeedTitle);
        Assert.Equal(("灵巧手精细装配", "灵巧手 精细装配"), (told[first.ProjectId], told[second.ProjectId]));
    }

    [Fact]
    public async Task A_need_without_any_listing_of_topic_or_industry_says_why()
    {
        var admitted = TransferFixture.Admitted("91130302MAYQ112977", 1, "鲸骨化石修复");
        admitted.Industry = "life-health";
        admitted.Summary = "鲸骨";
        await service.AdmitAsync(admitted, service.Clock.GetUtcNow());
        var needId = admitted.TechnologyNeeds[0].DeclaredNeedId;
        var told = Assert.Single(await service.RaisedAsync<TechnologyMatched>(needId));
        Assert.Empty(told.Listings);
        Assert.NotEmpty(told.ReasonZh);
        Assert.NotEmpty((await service.Matches(service.Official()).GetMatchesAsync(new GetMatchesRequest { NeedId = needId })).EmptyReason);
    }
}
