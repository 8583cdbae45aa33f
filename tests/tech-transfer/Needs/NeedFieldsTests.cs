using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Needs;

public sealed class NeedFieldsTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private TechnologyNeedService.TechnologyNeedServiceClient Own => service.Needs(service.Enterprise(TransferFixture.Firm));

    [Fact]
    public async Task Field_and_range_of_budget_are_kept_and_wrong_ones_refused()
    {
        var need = await Own.CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest
        {
            Title = "带范围的需求", Industry = "高端装备制造", Track = "高端装备", Discipline = "0802", BudgetCnyFen = 10_000_000, BudgetMaxCnyFen = 20_000_000,
        });
        Assert.Equal(("high-end-equipment", "0802", 20_000_000L), (need.Track, need.Discipline, need.BudgetMaxCnyFen));
        await RefusedAsync(ErrorReason.PriceRangeInvalid, new() { Title = "预算倒置的需求", Industry = "新材料", BudgetCnyFen = 2, BudgetMaxCnyFen = 1 });
        await RefusedAsync(ErrorReason.TrackUnknown, new() { Title = "赛道有误的需求", Industry = "新材料", Track = "没有" });
        await RefusedAsync(ErrorReason.DisciplineUnknown, new() { Title = "学科有误的需求", Industry = "新材料", Discipline = "x" });
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from technology_need where title in ('预算倒置的需求', '赛道有误的需求', '学科有误的需求')"));
    }

    [Fact]
    public async Task A_closed_need_is_reopened_by_its_firm_with_a_deadline_to_come()
    {
        var need = await Own.CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "会重新征集的需求", Industry = "新材料" });
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () =>
            Own.ReopenTechnologyNeedAsync(new ReopenTechnologyNeedRequest { NeedId = need.NeedId }).ResponseAsync);
        await Own.CloseTechnologyNeedAsync(new CloseTechnologyNeedRequest { NeedId = need.NeedId });
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PastDate, () =>
            Own.ReopenTechnologyNeedAsync(new ReopenTechnologyNeedRequest { NeedId = need.NeedId, Deadline = "2020-01-01" }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () =>
            service.Needs(service.Enterprise(TransferFixture.OtherFirm)).ReopenTechnologyNeedAsync(new ReopenTechnologyNeedRequest { NeedId = need.NeedId }).ResponseAsync);
        Assert.Equal(3, await service.ScalarAsync<int>("select state from technology_need where need_id = @id", new { id = Guid.Parse(need.NeedId) }));
        var open = await Own.ReopenTechnologyNeedAsync(new ReopenTechnologyNeedRequest { NeedId = need.NeedId, Deadline = "2099-12-31" });
        Assert.Equal((TechnologyNeedState.Open, "2099-12-31"), (open.State, open.Deadline));
    }

    private Task RefusedAsync(ErrorReason reason, CreateTechnologyNeedRequest request) =>
        TransferFixture.RefusedAsync(StatusCode.InvalidArgument, reason, () => Own.CreateTechnologyNeedAsync(request).ResponseAsync);
}
