using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Pool;

public sealed class LeavePoolTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task Removal_by_two_officials_tells_the_firm_and_the_other_services_once()
    {
        var one = await PoolCase.AdmittedAsync(registry);
        var proposed = await registry.DecisionsBy("official-1").ProposeDecisionAsync(one.Removal("企业书面申请退出"));
        Assert.Equal(ProjectState.InPool, (await one.ReadAsync()).State);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.SecondOfficialNeeded,
            registry.DecisionsBy("official-1").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = proposed.DecisionId }));

        await registry.DecisionsBy("official-2").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = proposed.DecisionId });

        var read = await one.ReadAsync();
        Assert.Equal((ProjectState.Removed, "企业书面申请退出", TrafficLight.Unspecified), (read.State, read.LeaveReason, read.Light));
        var told = Assert.Single(await registry.RaisedAsync<ProjectLeftPool>(one.ProjectId));
        Assert.Equal((RegistryFixture.FirstFirm, false), (told.OrganisationCode, told.Graduated));
        Assert.Equal(1, await one.NotifiedAsync("project.removed"));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*) from audit_entry where action = 'project.remove' and entity_id = @ProjectId", new { one.ProjectId }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.DecisionsBy("official-1").ProposeDecisionAsync(one.Removal("再次")).ResponseAsync);
    }

    [Fact]
    public async Task A_project_that_left_takes_no_plan_milestone_or_report()
    {
        var one = await PoolCase.RunningAsync(registry);
        var milestone = await one.AgreedAsync("样机下线", one.Today.AddDays(30));
        await one.DecideAsync(one.Removal("停建"));

        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, one.FirmReports.SaveReportAsync(one.Report()));
        Assert.Contains("移出项目库", sentence, StringComparison.Ordinal);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState,
            one.FirmMilestones.ProposeMilestoneAsync(new ProposeMilestoneRequest { ProjectId = one.ProjectId, Title = "再建", DueDay = CityDays.Text(one.Today), Weight = 1 }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, one.FirmMilestones.CompleteMilestoneAsync(new MilestoneStepRequest { MilestoneId = milestone.MilestoneId, Comment = "完成" }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState,
            one.Plans.SetPlanAsync(new SetPlanRequest { ProjectId = one.ProjectId, StartDay = CityDays.Text(one.Today), EndDay = CityDays.Text(one.Today.AddDays(9)) }));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*) from quarterly_report where project_id = @ProjectId::uuid", new { one.ProjectId }));
        Assert.Empty((await one.Reports.ListReportsAsync(new ListReportsRequest { ProjectId = one.ProjectId })).Owed);
    }

    [Fact]
    public async Task Graduation_is_refused_with_the_conditions_that_are_open()
    {
        var one = await PoolCase.RunningAsync(registry, new PlanTarget { Indicator = ReportIndicator.Devices, Baseline = 0, Target = 100 });
        await one.AgreedAsync("样机下线", one.Today.AddDays(30));

        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.GraduationNotReached, registry.DecisionsBy("official-1").ProposeDecisionAsync(one.Graduation("达标")).ResponseAsync);

        Assert.Contains("里程碑全部确认（0/1）", sentence, StringComparison.Ordinal);
        Assert.Contains("联网设备数达到目标（完成 0 %）", sentence, StringComparison.Ordinal);
        Assert.Equal(ProjectState.InPool, (await one.ReadAsync()).State);
        Assert.Empty(await registry.RaisedAsync<ProjectLeftPool>(one.ProjectId));
    }

    [Fact]
    public async Task A_project_that_meets_all_conditions_is_proposed_once_and_graduates()
    {
        var one = await PoolCase.RunningAsync(registry, new PlanTarget { Indicator = ReportIndicator.Devices, Baseline = 0, Target = 40 });
        await one.ConfirmedAsync("样机下线", one.Today.AddDays(30));
        Assert.Equal(0, await one.NotifiedAsync("project.may-graduate"));

        await one.AcceptedAsync(one.Report(devices: 41));

        Assert.Equal(1, await one.NotifiedAsync("project.may-graduate"));
        Assert.Equal(1, await one.NotifiedAsync("project.may-graduate", "11130300000000001X"));
        Assert.All((await one.ReadAsync()).GraduationConditions, condition => Assert.True(condition.Met, condition.Text));
        await one.DecideAsync(one.Graduation("指标与里程碑全部达成"));
        var told = Assert.Single(await registry.RaisedAsync<ProjectLeftPool>(one.ProjectId));
        Assert.True(told.Graduated);
        Assert.Equal((ProjectState.Graduated, 1), ((await one.ReadAsync()).State, await one.NotifiedAsync("project.graduated")));
    }

    [Fact]
    public async Task The_schema_lets_a_project_leave_once_and_only_with_a_reason()
    {
        var one = await PoolCase.AdmittedAsync(registry);
        await using var connection = await registry.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        async Task<string?> TryAsync(string set)
        {
            await using var command = new NpgsqlCommand($"update project set {set} where project_id = '{one.ProjectId}'", connection);
            var refused = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync());
            return (refused as PostgresException)?.ConstraintName;
        }

        Assert.Equal("project_left_with_reason", await TryAsync("state = 3, left_at = now()"));
        Assert.Equal("project_left", await TryAsync("state = 2, leave_reason = 'x'"));
        Assert.Null(await TryAsync("state = 2, left_at = now(), leave_reason = 'x'"));
        Assert.Equal("project_transition", await TryAsync("state = 3"));
        Assert.Equal("project_transition", await TryAsync("state = 1, left_at = null, leave_reason = ''"));
        Assert.Equal(ProjectState.Graduated, ProjectSteps.After(ProjectState.InPool, ProjectStep.Graduate));
        Assert.Null(ProjectSteps.After(ProjectState.Graduated, ProjectStep.Remove));
    }

    [Fact]
    public async Task The_list_filters_by_state_and_by_light()
    {
        var red = await PoolCase.RunningAsync(registry);
        await red.AgreedAsync("早该完成", red.LastQuarter.FirstDay);
        var gone = await PoolCase.AdmittedAsync(registry);
        await gone.DecideAsync(gone.Removal("停建"));

        async Task<IEnumerable<string>> ListAsync(ListProjectsRequest request, ProjectService.ProjectServiceClient? client = null)
        {
            List<string> ids = [];
            do
            {
                request.PageSize = 1;
                var page = await (client ?? red.Projects).ListProjectsAsync(request);
                ids.AddRange(page.Projects.Select(project => project.ProjectId));
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);

            return ids;
        }

        var reds = await ListAsync(new ListProjectsRequest { Light = TrafficLight.Red });
        Assert.Contains(red.ProjectId, reds);
        Assert.DoesNotContain(gone.ProjectId, reds);
        Assert.DoesNotContain(red.ProjectId, await ListAsync(new ListProjectsRequest { Light = TrafficLight.Green }));
        Assert.Contains(gone.ProjectId, await ListAsync(new ListProjectsRequest { State = ProjectState.Removed }));
        Assert.DoesNotContain(gone.ProjectId, await ListAsync(new ListProjectsRequest { State = ProjectState.InPool }));
        Assert.Empty(await ListAsync(new ListProjectsRequest { Light = TrafficLight.Red }, new(registry.University("12130000401704470T"))));
    }
}
