using System.Text;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Needs;

public sealed class NeedPermissionTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task Another_firm_neither_sees_nor_closes_nor_matches_a_need()
    {
        var need = await PostAsync("保密的需求");
        var other = service.Enterprise(TransferFixture.OtherFirm);
        await NotFoundAsync(() => service.Needs(other).GetTechnologyNeedAsync(new GetTechnologyNeedRequest { NeedId = need.NeedId }).ResponseAsync);
        await NotFoundAsync(() => service.Needs(other).CloseTechnologyNeedAsync(new CloseTechnologyNeedRequest { NeedId = need.NeedId }).ResponseAsync);
        await NotFoundAsync(() => service.Matches(other).GetMatchesAsync(new GetMatchesRequest { NeedId = need.NeedId }).ResponseAsync);
        await NotFoundAsync(() => service.Matches(other).RefreshMatchesAsync(new RefreshMatchesRequest { NeedId = need.NeedId }).ResponseAsync);
        Assert.Empty((await service.Needs(other).ListTechnologyNeedsAsync(new ListTechnologyNeedsRequest { OrganisationCode = TransferFixture.Firm })).Needs);
        Assert.Equal(1, await service.ScalarAsync<int>("select state from technology_need where need_id = @id", new { id = Guid.Parse(need.NeedId) }));
    }

    [Fact]
    public async Task Universities_read_open_needs_and_matches_of_their_own_listings_alone()
    {
        var own = await service.ListAsync("铝合金轮毂低压铸造", keywords: ["低压铸造"]);
        await service.ListAsync("轮毂低压铸造参数推荐", TransferFixture.Northeastern, keywords: ["低压铸造"]);
        var need = await PostAsync("轮毂低压铸造工艺");
        var university = service.University(TransferFixture.Yanshan);
        Assert.Equal(need.NeedId, (await service.Needs(university).GetTechnologyNeedAsync(new GetTechnologyNeedRequest { NeedId = need.NeedId })).NeedId);
        Assert.Equal([own.ListingId], (await service.Matches(university).GetMatchesAsync(new GetMatchesRequest { NeedId = need.NeedId })).Matches_.Select(match => match.ListingId));
        await service.Needs(service.Enterprise(TransferFixture.Firm)).CloseTechnologyNeedAsync(new CloseTechnologyNeedRequest { NeedId = need.NeedId, Etag = need.Etag });
        await NotFoundAsync(() => service.Needs(university).GetTechnologyNeedAsync(new GetTechnologyNeedRequest { NeedId = need.NeedId }).ResponseAsync);
    }

    [Fact]
    public async Task A_firm_imports_its_own_rows_only_and_a_university_none()
    {
        var file = Encoding.UTF8.GetBytes($"需求名称,企业名称,统一社会信用代码,产业\n自家需求,甲,{TransferFixture.Firm},新材料\n别家需求,乙,{TransferFixture.OtherFirm},新材料\n");
        var report = await TransferFixture.ImportAsync(service.Needs(service.Enterprise(TransferFixture.Firm)).ImportTechnologyNeeds(), "needs.csv", file, partial: true);
        Assert.Equal((1, 1), (report.RowsImported, report.ProblemCount));
        Assert.Equal((3, "统一社会信用代码", ErrorReason.OtherOrganisation), (report.Problems[0].Row, report.Problems[0].Column, report.Problems[0].Reason));
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () =>
            TransferFixture.ImportAsync(service.Needs(service.University(TransferFixture.Yanshan)).ImportTechnologyNeeds(), "needs.csv", file));
    }

    [Fact]
    public async Task The_shipped_needs_are_imported_by_an_official_and_past_deadlines_refused_to_a_firm()
    {
        var client = service.Needs(service.Official());
        var report = await TransferFixture.ImportAsync(client.ImportTechnologyNeeds(), "technology-needs.csv", TransferFixture.Shipped("technology-needs.csv"));
        Assert.Equal((30, 30, 0), (report.RowsRead, report.RowsImported, report.ProblemCount));
        await service.EventuallyAsync("all matched", "select count(*) >= 30 from match_result");
        var first = await client.GetTechnologyNeedAsync(new GetTechnologyNeedRequest { NeedId = report.Ids[0] });
        Assert.Equal(("2027-09-30", 6, 70_000_000L, TransferForm.JointDevelopment), (first.Deadline, first.MinimumReadiness, first.BudgetCnyFen, first.Form));
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PastDate, () => service.Needs(service.Enterprise(TransferFixture.Firm))
            .CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "过期需求", Industry = "新材料", Deadline = "2020-01-01" }).ResponseAsync);
    }

    private static Task NotFoundAsync(Func<Task> call) => TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, call);

    private async Task<TechnologyNeed> PostAsync(string title) => await service.Needs(service.Enterprise(TransferFixture.Firm))
        .CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = title, Industry = "high-end-equipment", Description = "说明" });
}
