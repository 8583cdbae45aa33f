using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.BadCredit;

/// <summary>The list of bad credit, kept by officials.</summary>
[Authorize(Roles = Roles.Official)]
public sealed class BadCreditGrpc(Store store, TimeProvider clock) : BadCreditService.BadCreditServiceBase
{
    public override Task<ListBadCreditEntriesResponse> ListBadCreditEntries(ListBadCreditEntriesRequest request, ServerCallContext context) =>
        BadCredit.ListBadCreditEntries.RunAsync(store, clock, context, request);

    public override Task<BadCreditEntry> AddBadCreditEntry(AddBadCreditEntryRequest request, ServerCallContext context) =>
        BadCredit.AddBadCreditEntry.RunAsync(store, context, request);

    public override Task<BadCreditEntry> LiftBadCreditEntry(LiftBadCreditEntryRequest request, ServerCallContext context) =>
        BadCredit.LiftBadCreditEntry.RunAsync(store, context, request);

    public override Task<ImportReport> ImportBadCreditEntries(IAsyncStreamReader<ImportChunk> requestStream, ServerCallContext context) =>
        BadCredit.ImportBadCreditEntries.RunAsync(store, context, requestStream);
}
