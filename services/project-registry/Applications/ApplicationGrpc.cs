using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Who may call what of an application; which applications a caller sees is <see cref="Sight"/>'s matter.</summary>
public sealed class ApplicationGrpc(Store store, Catalogue catalogue) : ApplicationService.ApplicationServiceBase
{
    private const string Historians = $"{Roles.Official},{Roles.Enterprise}";
    private const string Readers = $"{Roles.Official},{Roles.Enterprise},{Roles.Reviewer}";

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Application> CreateApplication(CreateApplicationRequest request, ServerCallContext context) =>
        Applications.CreateApplication.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Application> UpdateApplication(UpdateApplicationRequest request, ServerCallContext context) =>
        Applications.UpdateApplication.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Application> SubmitApplication(ApplicationStepRequest request, ServerCallContext context) =>
        Applications.SubmitApplication.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Application> WithdrawApplication(ApplicationStepRequest request, ServerCallContext context) =>
        Applications.WithdrawApplication.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Application> ReturnApplication(ReturnApplicationRequest request, ServerCallContext context) =>
        Applications.ReturnApplication.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Application> DecideFormalCheck(DecideFormalCheckRequest request, ServerCallContext context) =>
        Applications.DecideFormalCheck.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Readers)]
    public override Task<Application> GetApplication(GetApplicationRequest request, ServerCallContext context) =>
        Applications.GetApplication.RunAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override Task<CheckCompletenessResponse> CheckCompleteness(CheckCompletenessRequest request, ServerCallContext context) =>
        Applications.CheckCompleteness.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Historians)]
    public override Task<GetVersionsResponse> GetVersions(GetVersionsRequest request, ServerCallContext context) =>
        Applications.GetVersions.RunAsync(store, context, request);

    [Authorize(Roles = Historians)]
    public override Task<DiffVersionsResponse> DiffVersions(DiffVersionsRequest request, ServerCallContext context) =>
        Applications.DiffVersions.RunAsync(store, catalogue, context, request);

    [Authorize]
    public override Task<ApplicationForm> GetApplicationForm(GetApplicationFormRequest request, ServerCallContext context) =>
        Applications.GetApplicationForm.RunAsync();

    [Authorize(Roles = Readers)]
    public override Task<ListApplicationsResponse> ListApplications(ListApplicationsRequest request, ServerCallContext context) =>
        Applications.ListApplications.RunAsync(store, context, request);

    [Authorize(Roles = $"{Roles.Official},{Roles.Enterprise}")]
    public override Task<ImportReport> ImportApplications(IAsyncStreamReader<ImportChunk> requestStream, ServerCallContext context) =>
        Applications.ImportApplications.RunAsync(store, catalogue, context, requestStream);
}
