using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.SkillWords;

/// <summary>The score from which a word is mapped without a person.</summary>
internal sealed class Mapping(Store store, CurrentTaxonomy current)
{
    public async Task<SkillMapping> GetAsync(CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        return ToMessage(await current.AtAsync(connection, cancellation));
    }

    public async Task<SkillMapping> UpdateAsync(Change change, UpdateSkillMappingRequest request)
    {
        const string waiting = "select word_id, word_folded, word, state, version from skill_word where state = 1 order by word_folded limit 100000 for update";
        var before = await current.ForChangingAsync(change);
        Etag.Check(request.Mapping.Etag, before.Version);
        var version = await StoreSkills.NextVersionAsync(change);
        await change.ExecuteAsync("update skill_taxonomy set mapping_threshold = @ThresholdHundredths", new { request.Mapping.ThresholdHundredths });
        change.Audit("skill-mapping.updated", "skill-mapping", "", new { version, before = before.MappingThreshold, after = request.Mapping.ThresholdHundredths });
        var after = new SkillTaxonomy(before.ByCode.Values) { Version = version, MappingThreshold = request.Mapping.ThresholdHundredths };
        var words = await change.QueryAsync<WordRow>(waiting);
        foreach (var mapped in words.Select(word => (word.WordId, Skill: after.Map(word.Word))).Where(word => word.Skill is not null).GroupBy(word => word.Skill!.Code, StringComparer.Ordinal))
        {
            await GiveSkill.RunAsync(change, [.. mapped.Select(word => word.WordId)], after.ByCode[mapped.Key]);
        }

        return ToMessage(after);
    }

    private static SkillMapping ToMessage(SkillTaxonomy taxonomy) => new() { ThresholdHundredths = taxonomy.MappingThreshold, Etag = Etag.Of(taxonomy.Version) };
}
