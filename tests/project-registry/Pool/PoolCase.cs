using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Reminders;
using Platform.ProjectRegistry.Reports;
using Platform.ProjectRegistry.Tests.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Tests.Pool;

/// <summary>An admitted project of the first firm of <c>applications-5.csv</c>, and who acts on it.</summary>
internal sealed class PoolCase(RegistryFixture registry, string projectId)
{
    public string ProjectId => projectId;

    public PlanService.PlanServiceClient Plans => new(registry.Official());

    public ProjectService.ProjectServiceClient Projects => new(registry.Official());

    public MilestoneService.MilestoneServiceClient FirmMilestones => new(registry.Enterprise(RegistryFixture.FirstFirm));

    public MilestoneService.MilestoneServiceClient Milestones => new(registry.Official());

    public ReportService.ReportServiceClient FirmReports => new(registry.Enterprise(RegistryFixture.FirstFirm));

    public ReportService.ReportServiceClient Reports => new(registry.Official());

    public DateOnly Today => CityDays.Of(registry.Clock.GetUtcNow());

    /// <summary>The newest quarter that has ended.</summary>
    public Quarter LastQuarter => Quarter.Of(Quarter.Of(Today).FirstDay.AddDays(-1));

    public static async Task<PoolCase> AdmittedAsync(RegistryFixture registry) => new(registry, (await Journey.AdmittedAsync(registry)).Applications[0].ApplicationId);

    /// <summary>Reports are owed from the newest ended quarter on; half of the plan's time has passed with it.</summary>
    public static async Task<PoolCase> RunningAsync(RegistryFixture registry, params PlanTarget[] targets)
    {
        var one = await AdmittedAsync(registry);
        var start = one.LastQuarter.FirstDay;
        await one.Plans.SetPlanAsync(new SetPlanRequest
        {
            ProjectId = one.ProjectId,
            StartDay = CityDays.Text(start),
            EndDay = CityDays.Text(start.AddDays(2 * (one.LastQuarter.LastDay.DayNumber - start.DayNumber))),
            Targets = { targets },
        });
        return one;
    }

    public Task<Project> ReadAsync() => Projects.GetProjectAsync(new GetProjectRequest { ProjectId = projectId }).ResponseAsync;

    /// <summary>All six figures for the newest ended quarter.</summary>
    public SaveReportRequest Report(long investment = 2_000_000_000, long output = 500_000_000, long localisation = 7200, long devices = 40, long cost = -800, long revenue = 900) =>
        Report(LastQuarter, investment, output, localisation, devices, cost, revenue);

    public SaveReportRequest Report(Quarter quarter, params long[] values) => new()
    {
        ProjectId = projectId, Year = quarter.Year, Quarter = quarter.Number,
        Figures = { values.Select((value, i) => new ReportFigure { Indicator = (ReportIndicator)(i + 1), Value = value }) },
    };

    public async Task<QuarterlyReport> SubmittedAsync(SaveReportRequest request)
    {
        var saved = await FirmReports.SaveReportAsync(request);
        return await FirmReports.SubmitReportAsync(new ReportStepRequest { ReportId = saved.ReportId, Etag = saved.Etag });
    }

    public async Task<QuarterlyReport> AcceptedAsync(SaveReportRequest request)
    {
        var submitted = await SubmittedAsync(request);
        return await Reports.AcceptReportAsync(new ReportStepRequest { ReportId = submitted.ReportId, Etag = submitted.Etag });
    }

    public async Task<Milestone> AgreedAsync(string title, DateOnly due, int weight = 50)
    {
        var proposed = await FirmMilestones.ProposeMilestoneAsync(new ProposeMilestoneRequest { ProjectId = projectId, Title = title, DueDay = CityDays.Text(due), Weight = weight });
        return await Milestones.AgreeMilestoneAsync(new MilestoneStepRequest { MilestoneId = proposed.MilestoneId });
    }

    public async Task<Milestone> ConfirmedAsync(string title, DateOnly due, int weight = 50)
    {
        var agreed = await AgreedAsync(title, due, weight);
        await PoolFiles.AttachAsync(registry, agreed);
        await FirmMilestones.CompleteMilestoneAsync(new MilestoneStepRequest { MilestoneId = agreed.MilestoneId, Comment = "设备已安装调试" });
        return await Milestones.ConfirmMilestoneAsync(new MilestoneStepRequest { MilestoneId = agreed.MilestoneId });
    }

    public ProposeDecisionRequest Removal(string reason) => new()
    {
        SubjectId = projectId, Reason = reason, Terms = new DecisionTerms { ProjectRemoval = new ProjectRemovalTerms() },
    };

    public ProposeDecisionRequest Graduation(string reason) => new()
    {
        SubjectId = projectId, Reason = reason, Terms = new DecisionTerms { ProjectGraduation = new ProjectGraduationTerms() },
    };

    /// <summary>Proposed by one official, approved by another.</summary>
    public async Task DecideAsync(ProposeDecisionRequest request)
    {
        var proposed = await registry.DecisionsBy("official-1").ProposeDecisionAsync(request);
        await registry.DecisionsBy("official-2").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = proposed.DecisionId });
    }

    public Task RemindAsync() => SendReminders.RunAsync((Store)registry.Services.GetService(typeof(Store))!, Caller.System("test"), CancellationToken.None);

    public Task<int> NotifiedAsync(string topic, string organisation = RegistryFixture.FirstFirm) => registry.ScalarAsync<int>(
        "select count(*)::int from notification where organisation_code = @organisation and topic = @topic and link like @link",
        new { organisation, topic, link = $"/projects/{projectId}%" });
}

/// <summary>Evidence files.</summary>
internal static class PoolFiles
{
    public static Task<AttachedFile> AttachAsync(RegistryFixture registry, Milestone milestone) =>
        registry.Enterprise(RegistryFixture.FirstFirm).Files().UploadAsync(milestone.MilestoneId, "佐证.pdf", Samples.Pdf(), purpose: FilePurpose.MilestoneEvidence);
}
