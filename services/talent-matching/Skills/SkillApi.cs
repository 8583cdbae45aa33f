using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <inheritdoc cref="SkillService"/>
internal sealed class SkillApi(Store store, CurrentTaxonomy current) : SkillService.SkillServiceBase
{
    public override async Task<ListSkillsResponse> ListSkills(ListSkillsRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        return Skills.ListSkills.Of(await current.AtAsync(connection, context.CancellationToken), request);
    }
}
