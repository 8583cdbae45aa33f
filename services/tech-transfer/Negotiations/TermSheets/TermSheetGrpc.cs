using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

public sealed class TermSheetGrpc(Store store) : TermSheetService.TermSheetServiceBase
{
    private const string Sides = $"{Roles.Enterprise},{Roles.University}";
    private const string Readers = $"{Sides},{Roles.Official}";

    [Authorize(Roles = Sides)]
    public override Task<TermSheet> ProposeTermSheet(ProposeTermSheetRequest request, ServerCallContext context) =>
        TermSheets.ProposeTermSheet.RunAsync(store, request, context);

    [Authorize(Roles = Sides)]
    public override Task<TermSheet> AcceptTermSheet(AcceptTermSheetRequest request, ServerCallContext context) =>
        TermSheets.AcceptTermSheet.RunAsync(store, request, context);

    [Authorize(Roles = Sides)]
    public override Task<Agreement> DraftFromTermSheet(DraftFromTermSheetRequest request, ServerCallContext context) =>
        TermSheets.DraftFromTermSheet.RunAsync(store, request, context);

    [Authorize(Roles = Readers)]
    public override Task<ListTermSheetsResponse> ListTermSheets(ListTermSheetsRequest request, ServerCallContext context) =>
        ReadTermSheets.ListAsync(store, request, context);

    [Authorize(Roles = Readers)]
    public override Task<CompareTermSheetsResponse> CompareTermSheets(CompareTermSheetsRequest request, ServerCallContext context) =>
        ReadTermSheets.CompareAsync(store, request, context);
}
