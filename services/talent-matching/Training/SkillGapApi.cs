using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <inheritdoc cref="SkillGapService"/>
internal sealed class SkillGapApi(ReadSkillGap gap) : SkillGapService.SkillGapServiceBase
{
    [Authorize(Roles = $"{Roles.Official},{Roles.Enterprise},{Roles.University}")]
    public override Task<SkillGapReport> GetSkillGap(GetSkillGapRequest request, ServerCallContext context) =>
        gap.RunAsync(request, Caller.Of(context), context.CancellationToken);
}
