using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

/// <summary>Who may call what of a report.</summary>
public sealed class ReportGrpc(Store store, TimeProvider clock) : ReportService.ReportServiceBase
{
    private const string Readers = $"{Roles.Official},{Roles.Enterprise}";

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<QuarterlyReport> SaveReport(SaveReportRequest request, ServerCallContext context) =>
        Reports.SaveReport.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<QuarterlyReport> SubmitReport(ReportStepRequest request, ServerCallContext context) =>
        StepReport.SubmitAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<QuarterlyReport> AcceptReport(ReportStepRequest request, ServerCallContext context) =>
        StepReport.AcceptAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<QuarterlyReport> ReturnReport(ReportStepRequest request, ServerCallContext context) =>
        StepReport.ReturnAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override Task<QuarterlyReport> GetReport(GetReportRequest request, ServerCallContext context) =>
        ReadReports.GetAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override Task<ListReportsResponse> ListReports(ListReportsRequest request, ServerCallContext context) =>
        ReadReports.ListAsync(store, clock, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ListSubmittedReportsResponse> ListSubmittedReports(ListSubmittedReportsRequest request, ServerCallContext context) =>
        ReadReports.ListSubmittedAsync(store, context, request);
}
