using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Reports;
using Platform.ProjectRegistry.Tests.Files;
using Platform.ProjectRegistry.Tests.Pool;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Reports;

public sealed class ReportTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private static readonly PlanTarget Investment = new() { Indicator = ReportIndicator.Investment, Baseline = 0, Target = 4_000_000_000 };

    [Fact]
    public async Task A_report_goes_from_draft_over_a_return_to_acceptance_and_keeps_its_light()
    {
        var one = await PoolCase.RunningAsync(registry, Investment);
        var draft = await one.FirmReports.SaveReportAsync(one.Report());
        Assert.Equal(ReportState.Draft, draft.State);
        Assert.Empty((await one.Reports.ListReportsAsync(new ListReportsRequest { ProjectId = one.ProjectId })).Reports);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, one.Reports.GetReportAsync(new GetReportRequest { ReportId = draft.ReportId }));

        var step = new ReportStepRequest { ReportId = draft.ReportId };
        await one.FirmReports.SubmitReportAsync(step);
        await Refused.ByAsync(InvalidArgument, ErrorReason.CommentNeeded, one.Reports.ReturnReportAsync(step));
        var returned = await one.Reports.ReturnReportAsync(new ReportStepRequest { ReportId = draft.ReportId, Comment = "请核对产值" });
        Assert.Equal((ReportState.Returned, "请核对产值", 1), (returned.State, returned.Comment, await one.NotifiedAsync("report.returned")));

        await one.FirmReports.SaveReportAsync(one.Report(output: 510_000_000));
        await one.FirmReports.SubmitReportAsync(step);
        var accepted = await one.Reports.AcceptReportAsync(step);
        Assert.Equal((ReportState.Accepted, TrafficLight.Green, 1), (accepted.State, accepted.Light, await one.NotifiedAsync("report.accepted")));
        Assert.Equal(510_000_000, accepted.Figures.Single(figure => figure.Indicator == ReportIndicator.Output).Value);
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*) from quarterly_report where project_id = @ProjectId::uuid and state = 3 and light = 1", new { one.ProjectId }));
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*) from audit_entry where action = 'report.submit' and entity_id = @ReportId", new { draft.ReportId }));
    }

    [Fact]
    public async Task Investment_below_plan_turns_the_light_and_history_keeps_it()
    {
        var one = await PoolCase.RunningAsync(registry, Investment);
        // Half of the time has passed: two billion are asked for.
        var accepted = await one.AcceptedAsync(one.Report(investment: 1_700_000_000));
        Assert.Equal(TrafficLight.Yellow, accepted.Light);
        var reason = Assert.Single(accepted.LightReasons);
        Assert.Contains("累计完成投资比计划低 15 %", reason.Text, StringComparison.Ordinal);
        Assert.Equal(reason, Assert.Single((await one.ReadAsync()).LightReasons));

        await one.Plans.SetPlanAsync(new SetPlanRequest
        {
            ProjectId = one.ProjectId, StartDay = CityDays.Text(one.LastQuarter.FirstDay), EndDay = CityDays.Text(one.Today.AddYears(4)), Targets = { Investment },
        });
        Assert.Equal(TrafficLight.Green, (await one.ReadAsync()).Light);
        Assert.Equal(TrafficLight.Yellow, (await one.Reports.GetReportAsync(new GetReportRequest { ReportId = accepted.ReportId })).Light);
    }

    [Fact]
    public async Task Missing_figures_are_named_when_it_is_submitted()
    {
        var one = await PoolCase.RunningAsync(registry);
        var request = one.Report();
        request.Figures.RemoveAt(3);
        var saved = await one.FirmReports.SaveReportAsync(request);
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.FiguresMissing, one.FirmReports.SubmitReportAsync(new ReportStepRequest { ReportId = saved.ReportId }));
        Assert.Contains("联网设备数", sentence, StringComparison.Ordinal);
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*) from quarterly_report where report_id = @ReportId::uuid and state = 1", new { saved.ReportId }));
    }

    [Fact]
    public async Task A_falling_investment_needs_a_note()
    {
        var one = await PoolCase.RunningAsync(registry, Investment);
        await one.Plans.SetPlanAsync(new SetPlanRequest
        {
            ProjectId = one.ProjectId, StartDay = CityDays.Text(one.LastQuarter.FirstDay.AddMonths(-3)), EndDay = CityDays.Text(one.Today.AddYears(1)), Targets = { Investment },
        });
        await one.SubmittedAsync(one.Report(Quarter.Of(one.LastQuarter.FirstDay.AddDays(-1)), 2_000_000_000, 500_000_000, 7200, 40, -800, 900));
        var request = one.Report(investment: 1_900_000_000);
        var saved = await one.FirmReports.SaveReportAsync(request);
        Assert.False(Assert.Single(saved.Doubts).Explained);
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.FigureNeedsNote, one.FirmReports.SubmitReportAsync(new ReportStepRequest { ReportId = saved.ReportId }));
        Assert.Contains("累计完成投资低于上一季度", sentence, StringComparison.Ordinal);

        request.Figures[0].Note = "设备退货冲减";
        Assert.Equal(ReportState.Submitted, (await one.SubmittedAsync(request)).State);
    }

    [Theory]
    [InlineData(ReportIndicator.Localisation, 10001)]
    [InlineData(ReportIndicator.Localisation, -1)]
    [InlineData(ReportIndicator.Investment, -1)]
    [InlineData(ReportIndicator.CostChange, -10001)]
    public async Task A_figure_out_of_its_range_is_refused_with_the_field_and_stores_nothing(ReportIndicator indicator, long value)
    {
        var one = await PoolCase.RunningAsync(registry);
        var request = one.Report();
        request.Figures.Single(figure => figure.Indicator == indicator).Value = value;
        var sentence = await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, one.FirmReports.SaveReportAsync(request));
        Assert.Contains("须在", sentence, StringComparison.Ordinal);
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*) from quarterly_report where project_id = @ProjectId::uuid", new { one.ProjectId }));
    }

    [Fact]
    public async Task Quarters_that_run_or_lie_before_the_plan_are_refused()
    {
        var one = await PoolCase.RunningAsync(registry);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.QuarterNotOver, one.FirmReports.SaveReportAsync(one.Report(one.LastQuarter.Next, 1, 1, 1, 1, 1, 1)));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.InvalidField,
            one.FirmReports.SaveReportAsync(one.Report(Quarter.Of(one.LastQuarter.FirstDay.AddDays(-1)), 1, 1, 1, 1, 1, 1)));
    }

    [Fact]
    public async Task Submitting_twice_accepting_twice_and_editing_an_accepted_report_are_refused()
    {
        var one = await PoolCase.RunningAsync(registry);
        var submitted = await one.SubmittedAsync(one.Report());
        var step = new ReportStepRequest { ReportId = submitted.ReportId };
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, one.FirmReports.SubmitReportAsync(step));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, one.FirmReports.SaveReportAsync(one.Report(output: 1)));
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, one.Reports.AcceptReportAsync(new ReportStepRequest { ReportId = submitted.ReportId, Etag = "1" }));
        var decisions = await Task.WhenAll(new[] { "official-1", "official-2" }.Select(async official =>
            await Record.ExceptionAsync(async () => await new ReportService.ReportServiceClient(registry.Official(official)).AcceptReportAsync(step))));
        Assert.Single(decisions, refused => refused is null);
        Assert.Equal(1, await one.NotifiedAsync("report.accepted"));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, one.FirmReports.SaveReportAsync(one.Report(output: 1)));
        Assert.Equal(500_000_000, await registry.ScalarAsync<long>("select value from report_figure where report_id = @ReportId::uuid and indicator = 2", new { submitted.ReportId }));
    }

    [Fact]
    public async Task A_late_report_is_owed_turns_the_light_and_is_reminded_of_once()
    {
        var one = await PoolCase.RunningAsync(registry);
        var due = OwedQuarter.DueDayOf(one.LastQuarter, 10, ProjectRegistry.Calendar.WorkingDays.OfFiles);
        var days = due.DayNumber + 3 - one.Today.DayNumber;
        registry.Clock.Move(TimeSpan.FromDays(days));
        try
        {
            var owed = (await one.FirmReports.ListReportsAsync(new ListReportsRequest { ProjectId = one.ProjectId })).Owed[0];
            Assert.Equal((CityDays.Text(due), 3), (owed.DueDay, owed.DaysLate));
            Assert.Equal(TrafficLight.Yellow, (await one.ReadAsync()).Light);
            await one.RemindAsync();
            await one.RemindAsync();
            Assert.Equal(1, await one.NotifiedAsync("report.late"));
            registry.Clock.Move(TimeSpan.FromDays(30));
            days += 30;
            Assert.Equal(TrafficLight.Red, (await one.ReadAsync()).Light);
            await one.SubmittedAsync(one.Report());
            Assert.DoesNotContain((await one.ReadAsync()).LightReasons, reason => reason.Text.Contains($"{one.LastQuarter.Year} 年第 {owed.Quarter} 季度报告", StringComparison.Ordinal) && owed.Year == one.LastQuarter.Year);
        }
        finally
        {
            registry.Clock.Move(TimeSpan.FromDays(-days));
        }
    }

    [Fact]
    public async Task Evidence_belongs_to_the_firm_until_it_submits_and_officials_read_it_then()
    {
        var one = await PoolCase.RunningAsync(registry);
        var draft = await one.FirmReports.SaveReportAsync(one.Report());
        var firm = registry.Enterprise(RegistryFixture.FirstFirm).Files();
        var file = await firm.UploadAsync(draft.ReportId, "设备清单.pdf", Samples.Pdf(), purpose: FilePurpose.ReportEvidence);
        var list = new ListFilesRequest { Purpose = FilePurpose.ReportEvidence, OwnerId = draft.ReportId };
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Official().Files().ListFilesAsync(list));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Enterprise(RegistryFixture.SecondFirm).Files().ListFilesAsync(list));

        await one.FirmReports.SubmitReportAsync(new ReportStepRequest { ReportId = draft.ReportId });

        Assert.Equal(file, Assert.Single((await registry.Official().Files().ListFilesAsync(list)).Files));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, firm.RemoveFileAsync(new RemoveFileRequest { FileId = file.FileId }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, firm.UploadAsync(draft.ReportId, "另一份.pdf", Samples.Pdf("2"), purpose: FilePurpose.ReportEvidence));
    }

    [Fact]
    public async Task Permission_is_the_own_firms_to_report_and_the_officials_to_decide()
    {
        var one = await PoolCase.RunningAsync(registry);
        var submitted = await one.SubmittedAsync(one.Report());
        var step = new ReportStepRequest { ReportId = submitted.ReportId, Comment = "说明" };
        var other = new ReportService.ReportServiceClient(registry.Enterprise(RegistryFixture.SecondFirm));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.SaveReportAsync(one.Report()));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.SubmitReportAsync(step));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.GetReportAsync(new GetReportRequest { ReportId = submitted.ReportId }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.ListReportsAsync(new ListReportsRequest { ProjectId = one.ProjectId }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, one.FirmReports.AcceptReportAsync(step));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, one.FirmReports.ReturnReportAsync(step));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, one.FirmReports.ListSubmittedReportsAsync(new ListSubmittedReportsRequest()));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, one.Reports.SaveReportAsync(one.Report()));
        Assert.Contains(submitted.ReportId, (await one.Reports.ListSubmittedReportsAsync(new ListSubmittedReportsRequest())).Reports.Select(report => report.ReportId));
    }

    [Fact]
    public async Task Submitted_reports_are_paged_longest_waiting_first()
    {
        var first = await (await PoolCase.RunningAsync(registry)).SubmittedOfAsync();
        var second = await (await PoolCase.RunningAsync(registry)).SubmittedOfAsync();
        var client = new ReportService.ReportServiceClient(registry.Official());
        List<string> seen = [];
        var request = new ListSubmittedReportsRequest { PageSize = 1 };
        do
        {
            var page = await client.ListSubmittedReportsAsync(request);
            seen.AddRange(page.Reports.Select(report => report.ReportId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal([first, second], seen.Where(id => id == first || id == second));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }
}

internal static class SubmittedOf
{
    public static async Task<string> SubmittedOfAsync(this PoolCase one) => (await one.SubmittedAsync(one.Report())).ReportId;
}
