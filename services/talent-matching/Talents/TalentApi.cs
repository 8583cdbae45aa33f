using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Talent.V1;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <inheritdoc cref="TalentService"/>
internal sealed class TalentApi(Store store, ImportTalents import) : TalentService.TalentServiceBase
{
    [Authorize(Roles = $"{Roles.University},{Roles.Official},{Roles.Enterprise},{Roles.Talent}")]
    public override Task<TalentMessage> GetTalent(GetTalentRequest request, ServerCallContext context) =>
        Talents.GetTalent.RunAsync(store, request, context);

    [Authorize(Roles = $"{Roles.University},{Roles.Official}")]
    public override Task<ListTalentsResponse> ListTalents(ListTalentsRequest request, ServerCallContext context) =>
        Talents.ListTalents.RunAsync(store, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = $"{Roles.University},{Roles.Official}")]
    public override Task<ImportReport> ImportTalents(IAsyncStreamReader<ImportChunk> requestStream, ServerCallContext context) =>
        import.RunAsync(requestStream, context);
}
