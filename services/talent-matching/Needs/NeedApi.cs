using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Needs;

/// <inheritdoc cref="TalentNeedService"/>
internal sealed class NeedApi(Store store, CreateNeed create, ImportNeeds import) : TalentNeedService.TalentNeedServiceBase
{
    private const string Readers = $"{Roles.Enterprise},{Roles.Official},{Roles.University},{Roles.Talent}";

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<TalentNeed> CreateTalentNeed(CreateTalentNeedRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => create.RunAsync(change, request));

    [Authorize(Roles = Readers)]
    public override Task<TalentNeed> GetTalentNeed(GetTalentNeedRequest request, ServerCallContext context) =>
        GetNeed.RunAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Readers)]
    public override Task<ListTalentNeedsResponse> ListTalentNeeds(ListTalentNeedsRequest request, ServerCallContext context) =>
        ListNeeds.RunAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<TalentNeed> CloseTalentNeed(CloseTalentNeedRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => CloseNeed.RunAsync(change, request));

    [Authorize(Roles = $"{Roles.Official},{Roles.Enterprise}")]
    public override Task<ImportReport> ImportTalentNeeds(IAsyncStreamReader<ImportChunk> requestStream, ServerCallContext context) =>
        import.RunAsync(requestStream, context);
}
