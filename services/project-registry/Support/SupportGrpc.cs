using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>Who may call what of a support request; each call is one use case.</summary>
[Authorize(Roles = Party)]
public sealed class SupportGrpc(Store store, Catalogue catalogue, TimeProvider clock) : SupportService.SupportServiceBase
{
    private const string Party = $"{Roles.Official},{Roles.Enterprise}";

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<SupportRequest> FileSupportRequest(FileSupportRequestRequest request, ServerCallContext context) =>
        FileRequest.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SupportRequest> TakeSupportRequest(SupportStepRequest request, ServerCallContext context) => DepartmentSteps.TakeAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SupportRequest> AskFirm(SupportStepRequest request, ServerCallContext context) => DepartmentSteps.AskAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<SupportRequest> AnswerDepartment(SupportStepRequest request, ServerCallContext context) => FirmSteps.AnswerAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SupportRequest> TransferSupportRequest(TransferSupportRequestRequest request, ServerCallContext context) =>
        DepartmentSteps.TransferAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SupportRequest> SolveSupportRequest(SupportStepRequest request, ServerCallContext context) => DepartmentSteps.SolveAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SupportRequest> RejectSupportRequest(RejectSupportRequestRequest request, ServerCallContext context) =>
        DepartmentSteps.RejectAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<SupportRequest> WithdrawSupportRequest(SupportStepRequest request, ServerCallContext context) => FirmSteps.WithdrawAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<SupportRequest> ReopenSupportRequest(SupportStepRequest request, ServerCallContext context) => FirmSteps.ReopenAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<SupportRequest> CloseSupportRequest(CloseSupportRequestRequest request, ServerCallContext context) => FirmSteps.CloseAsync(store, context, request);

    public override Task<SupportRequest> PostSupportMessage(PostSupportMessageRequest request, ServerCallContext context) => PostMessage.RunAsync(store, context, request);

    public override Task<SupportRequest> GetSupportRequest(GetSupportRequestRequest request, ServerCallContext context) =>
        ReadRequests.GetAsync(store, clock, context, request);

    public override Task<ListSupportRequestsResponse> ListSupportRequests(ListSupportRequestsRequest request, ServerCallContext context) =>
        ListRequests.RunAsync(store, clock, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SupportOverview> GetSupportOverview(GetSupportOverviewRequest request, ServerCallContext context) => GetOverview.RunAsync(store, clock, context);

    public override Task<ListSupportKindsResponse> ListSupportKinds(ListSupportKindsRequest request, ServerCallContext context) => Kinds.ListAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SupportKind> SaveSupportKind(SaveSupportKindRequest request, ServerCallContext context) => Kinds.SaveAsync(store, context, request);

    public override async Task<ListSupportDepartmentsResponse> ListSupportDepartments(ListSupportDepartmentsRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        var departments = await Departments.ReadAsync(connection, context.CancellationToken);
        return new ListSupportDepartmentsResponse { Departments = { departments.All.Select(row => row.ToMessage()) } };
    }

    [Authorize(Roles = Roles.Official)]
    public override Task<SupportDepartment> SaveSupportDepartment(SaveSupportDepartmentRequest request, ServerCallContext context) =>
        SaveDepartment.RunAsync(store, context, request);
}
