using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

/// <summary>Who may call what of a firm; each call is one use case.</summary>
public sealed class FirmGrpc(Store store, Catalogue catalogue) : FirmService.FirmServiceBase
{
    private const string Known = $"{Roles.Official},{Roles.Enterprise}";

    [Authorize(Roles = Known)]
    public override Task<Firm> GetFirm(GetFirmRequest request, ServerCallContext context) => Firms.GetFirm.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ListFirmsResponse> ListFirms(ListFirmsRequest request, ServerCallContext context) => Firms.ListFirms.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Firm> UpdateFirm(UpdateFirmRequest request, ServerCallContext context) => Firms.UpdateFirm.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Firm> ConfirmFirm(FirmStepRequest request, ServerCallContext context) => DecideFirm.RunAsync(store, context, request, FiguresState.Confirmed);

    [Authorize(Roles = Roles.Official)]
    public override Task<Firm> ReturnFirm(FirmStepRequest request, ServerCallContext context) => DecideFirm.RunAsync(store, context, request, FiguresState.Returned);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<FirmYear> SetFirmYear(SetFirmYearRequest request, ServerCallContext context) => Firms.SetFirmYear.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<FirmYear> ConfirmFirmYear(FirmYearStepRequest request, ServerCallContext context) => DecideFirmYear.RunAsync(store, context, request, FiguresState.Confirmed);

    [Authorize(Roles = Roles.Official)]
    public override Task<FirmYear> ReturnFirmYear(FirmYearStepRequest request, ServerCallContext context) => DecideFirmYear.RunAsync(store, context, request, FiguresState.Returned);
}
