using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Matching;

/// <inheritdoc cref="ShortlistService"/>
internal sealed class ShortlistApi(Store store, ComputeShortlists compute) : ShortlistService.ShortlistServiceBase
{
    [Authorize(Roles = $"{Roles.Enterprise},{Roles.Official},{Roles.University}")]
    public override Task<Shortlist> GetShortlist(GetShortlistRequest request, ServerCallContext context) =>
        Matching.GetShortlist.RunAsync(store, request.NeedId, Caller.Of(context), Languages.Of(context), context.CancellationToken);

    [Authorize(Roles = $"{Roles.Enterprise},{Roles.Official}")]
    public override Task<Shortlist> RefreshShortlist(RefreshShortlistRequest request, ServerCallContext context) => store.ChangeAsync(
        context, request.RequestId, request, change => Matching.RefreshShortlist.RunAsync(change, request.NeedId, compute, Languages.Of(context)));
}
