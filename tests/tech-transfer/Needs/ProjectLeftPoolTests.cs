using Platform.Registry.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Needs;

public sealed class ProjectLeftPoolTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task Needs_lose_the_priority_of_a_project_that_left_or_go_over_to_another_of_the_firm()
    {
        const string firm = "91130306MAYQ103151";
        var (first, second) = (TransferFixture.Admitted(firm, 1, "液压伺服阀故障诊断"), TransferFixture.Admitted(firm, 2, "数控系统国产化"));
        var time = service.Clock.GetUtcNow();
        await service.AdmitAsync(first, time);
        await service.AdmitAsync(second, time);
        var needId = first.TechnologyNeeds[0].DeclaredNeedId;

        await LeaveAsync(first.ProjectId, firm);
        Assert.Equal(second.ProjectId, (await ReadAsync(needId)).PoolProjectId);
        Assert.Equal(second.ProjectId, (await service.RaisedAsync<TechnologyMatched>(needId))[^1].ProjectId);

        await LeaveAsync(second.ProjectId, firm);
        var need = await ReadAsync(needId);
        Assert.Equal(("", TechnologyNeedState.Open), (need.PoolProjectId, need.State));
        Assert.Equal(2, await service.ScalarAsync<long>("select count(*) from audit_entry where action = 'need.deprioritise'"));
    }

    private async Task<TechnologyNeed> ReadAsync(string needId) =>
        await service.Needs(service.Official()).GetTechnologyNeedAsync(new GetTechnologyNeedRequest { NeedId = needId });

    private async Task LeaveAsync(string projectId, string firm)
    {
        await service.PublishAsync(new ProjectLeftPool { ProjectId = projectId, OrganisationCode = firm }, projectId, sequence: 2);
        await service.EventuallyAsync("it left", "select exists (select from pool_left where project_id = @projectId::uuid)", new { projectId });
    }
}
