using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Errors;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Recommendations;

/// <inheritdoc cref="RecommendationService"/>
internal sealed class RecommendationApi(RecommendTalents talents, RecommendNeeds needs) : RecommendationService.RecommendationServiceBase
{
    private const string Readers = $"{Roles.Enterprise},{Roles.Official},{Roles.University}";

    [Authorize(Roles = Readers)]
    public override Task<RecommendTalentsResponse> RecommendTalents(RecommendTalentsRequest request, ServerCallContext context) =>
        talents.RunAsync(request, Caller.Of(context), Languages.Of(context), context.CancellationToken);

    [Authorize(Roles = $"{Readers},{Roles.Talent}")]
    public override Task<RecommendNeedsResponse> RecommendNeeds(RecommendNeedsRequest request, ServerCallContext context) =>
        needs.RunAsync(request, Caller.Of(context), Languages.Of(context), context.CancellationToken);
}
