using Platform.Registry.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Needs;

public sealed class ProjectLeftPoolTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    [Fact]
    public async Task Needs_of_a_project_that_left_stay_open_without_priority_and_new_ones_get_none()
    {
        const string firm = "91130303MAYQ10876B";
        var project = await fixture.AdmitAsync(firm, ("PLC编程工程师", 1));
        var needId = project.TalentNeeds[0].DeclaredNeedId;
        Assert.Equal(project.ProjectId, await ProjectOfAsync(needId));

        var id = await LeaveAsync(project.ProjectId, firm);
        await fixture.PublishAsync(new ProjectLeftPool { ProjectId = project.ProjectId, OrganisationCode = firm }, project.ProjectId, id, sequence: 2);

        var need = await fixture.Needs(fixture.Enterprise(firm)).GetTalentNeedAsync(new GetTalentNeedRequest { NeedId = needId });
        Assert.Equal(("", TalentNeedState.Open), (need.PoolProjectId, need.State));
        var posted = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("组态工程师", "SCADA"));
        Assert.Equal("", posted.PoolProjectId);
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from audit_entry where action = 'pool.priority-taken' and entity_id = @ProjectId", new { project.ProjectId }));
    }

    [Fact]
    public async Task Needs_go_over_to_another_pool_project_of_the_firm_and_are_told_to_it()
    {
        const string firm = "91130324MAYQ13671K";
        var first = await fixture.AdmitAsync(firm, ("五轴加工工艺师", 2));
        var second = await fixture.AdmitAsync(firm, ("运动控制工程师", 1));
        var needId = first.TalentNeeds[0].DeclaredNeedId;
        await LeaveAsync(first.ProjectId, firm);
        Assert.Equal(second.ProjectId, await ProjectOfAsync(needId));
        await fixture.ShortlistsAsync();
        Assert.Equal(second.ProjectId, (await fixture.RaisedAsync<TalentShortlisted>(needId))[^1].ProjectId);
    }

    [Fact]
    public async Task An_admission_told_after_the_leaving_opens_nothing()
    {
        const string firm = "91130371MAYQ12062E";
        var projectId = Guid.CreateVersion7().ToString();
        await LeaveAsync(projectId, firm);
        await fixture.PublishAsync(
            new ProjectAdmitted
            {
                ProjectId = projectId, OrganisationCode = firm, OrganisationName = "某公司", Rank = 1,
                TalentNeeds = { new DeclaredTalentNeed { DeclaredNeedId = Guid.CreateVersion7().ToString(), Title = "焊接工", Headcount = 1 } },
            },
            projectId);
        await fixture.EventuallyAsync("the project is known", "select exists (select from pool_project where project_id = @projectId)", new { projectId });
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from talent_need where organisation_code = @firm", new { firm }));
    }

    private async Task<Guid> LeaveAsync(string projectId, string firm)
    {
        var id = await fixture.PublishAsync(new ProjectLeftPool { ProjectId = projectId, OrganisationCode = firm }, projectId, sequence: 2);
        await fixture.EventuallyAsync("it left", "select exists (select from pool_left where project_id = @projectId)", new { projectId });
        return id;
    }

    private Task<string> ProjectOfAsync(string needId) =>
        fixture.ScalarAsync<string>("select coalesce(pool_project_id, '') from talent_need where need_id = @needId::uuid", new { needId });
}
