using Grpc.Core;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <inheritdoc cref="SkillService"/>
public sealed class SkillApi(SkillTaxonomy taxonomy) : SkillService.SkillServiceBase
{
    public override Task<ListSkillsResponse> ListSkills(ListSkillsRequest request, ServerCallContext context) => Task.FromResult(new ListSkillsResponse
    {
        Skills = { taxonomy.All.Select(ToMessage) },
    });

    private static Skill ToMessage(SkillEntry entry) => new()
    {
        Code = entry.Code,
        NameZh = entry.NameZh,
        NameEn = entry.NameEn,
        Synonyms = { entry.Synonyms },
        Broader = entry.Broader ?? "",
        Related = { entry.Related },
    };
}
