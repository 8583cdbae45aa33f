using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Plans;
using Platform.ProjectRegistry.Tests.Pool;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Plans;

public sealed class PlanTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task Admission_keeps_the_baselines_of_the_application()
    {
        var one = await PoolCase.AdmittedAsync(registry);
        var application = await registry.Applications.GetApplicationAsync(new GetApplicationRequest { ApplicationId = one.ProjectId });
        var plan = await one.Plans.GetPlanAsync(new GetPlanRequest { ProjectId = one.ProjectId });
        Assert.Equal((CityDays.Text(one.Today), CityDays.Text(one.Today.AddMonths(24))), (plan.StartDay, plan.EndDay));
        Assert.Equal(6, plan.Targets.Count);
        Assert.Equal(application.TotalInvestmentCnyFen, plan.Targets[0].Target);
        Assert.Equal(application.EquipmentLocalisationBp, (int)plan.Targets.Single(target => target.Indicator == ReportIndicator.Localisation).Baseline);
        Assert.False(plan.Targets.Single(target => target.Indicator == ReportIndicator.CostChange).HasTarget);
        Assert.Contains(plan.SeedBaselines, baseline => baseline is { Indicator: ReportIndicator.CostChange, ValueBp: -1760 });
    }

    [Fact]
    public void Targets_are_those_of_the_applications_form_in_the_units_of_reports()
    {
        var sections = new ApplicationSections
        {
            Kpis =
            {
                new KpiTarget { Kpi = "output", Baseline = "4000", Target = "6000.5", Year = 2027 },
                new KpiTarget { Kpi = "output", Baseline = "4000", Target = "8000", Year = 2028 },
                new KpiTarget { Kpi = "localisation", Baseline = "33.5", Target = "60", Year = 2027 },
                new KpiTarget { Kpi = "devices", Baseline = "5", Target = "120", Year = 2027 },
                new KpiTarget { Kpi = "unit-cost", Baseline = "200", Target = "170", Year = 2027 },
                new KpiTarget { Kpi = "revenue", Baseline = "0", Target = "100", Year = 2027 },
                new KpiTarget { Kpi = "jobs", Baseline = "0", Target = "100", Year = 2035 },
            },
        };
        var made = ApplicationTargets.Of(sections, 4_600_000_000, 7000);
        Assert.Equal(2028, made.LastYear);
        Assert.Equal(
            [
                new TargetFact(ReportIndicator.Investment, 0, 4_600_000_000), new TargetFact(ReportIndicator.Output, 1_000_000_000, 2_000_000_000),
                new TargetFact(ReportIndicator.Localisation, 3350, 6000), new TargetFact(ReportIndicator.Devices, 5, 120),
                new TargetFact(ReportIndicator.CostChange, 0, -1500), new TargetFact(ReportIndicator.RevenueChange, 0, null),
            ],
            made.Targets);
        Assert.Equal(new TargetFact(ReportIndicator.Localisation, 7000, null), ApplicationTargets.Of(new ApplicationSections(), 1, 7000).Targets[2]);
    }

    [Fact]
    public async Task An_official_sets_the_plan_and_the_audit_keeps_the_old_one()
    {
        var one = await PoolCase.AdmittedAsync(registry);
        var set = await one.Plans.SetPlanAsync(Request(one));
        Assert.Equal([ReportIndicator.Devices], set.Targets.Select(target => target.Indicator));
        Assert.Equal(1, await one.NotifiedAsync("project.plan-set"));
        Assert.Equal(1, await registry.ScalarAsync<int>(
            "select count(*) from audit_entry where action = 'project.plan' and entity_id = @ProjectId and jsonb_array_length(detail->'Targets') = 6", new { one.ProjectId }));
        var stale = Request(one);
        stale.Etag = "1";
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, one.Plans.SetPlanAsync(stale));
    }

    [Theory]
    [InlineData(0, "须晚于开始日")]
    [InlineData(1, "五年以内")]
    [InlineData(2, "重复")]
    [InlineData(3, "须在")]
    public async Task Bad_plans_are_refused_with_their_sentence_and_change_nothing(int fault, string expected)
    {
        var one = await PoolCase.AdmittedAsync(registry);
        var request = Request(one);
        switch (fault)
        {
            case 0: request.EndDay = request.StartDay; break;
            case 1: request.StartDay = "2001-01-01"; break;
            case 2: request.Targets.Add(request.Targets[0]); break;
            default: request.Targets[0].Target = -1; break;
        }

        var sentence = await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, one.Plans.SetPlanAsync(request));
        Assert.Contains(expected, sentence, StringComparison.Ordinal);
        Assert.Equal("1", (await one.Plans.GetPlanAsync(new GetPlanRequest { ProjectId = one.ProjectId })).Etag);
    }

    [Fact]
    public async Task Permission_to_read_is_the_own_firms_and_to_set_the_officials()
    {
        var one = await PoolCase.AdmittedAsync(registry);
        var get = new GetPlanRequest { ProjectId = one.ProjectId };
        var firm = new PlanService.PlanServiceClient(registry.Enterprise(RegistryFixture.FirstFirm));
        Assert.Equal(one.ProjectId, (await firm.GetPlanAsync(get)).ProjectId);
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, firm.SetPlanAsync(Request(one)));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, new PlanService.PlanServiceClient(registry.Enterprise(RegistryFixture.SecondFirm)).GetPlanAsync(get));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, new PlanService.PlanServiceClient(registry.University("12130000401704470T")).GetPlanAsync(get));
    }

    private static SetPlanRequest Request(PoolCase one) => new()
    {
        ProjectId = one.ProjectId, StartDay = CityDays.Text(one.Today.AddYears(-1)), EndDay = CityDays.Text(one.Today.AddYears(1)),
        Targets = { new PlanTarget { Indicator = ReportIndicator.Devices, Baseline = 3, Target = 30 } },
    };
}
