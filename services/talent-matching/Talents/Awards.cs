using Platform.Chassis.Data;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Talents;

/// <summary>Awards count in the score from the college's confirmation on, as imported ones do.</summary>
internal static class Awards
{
    /// <summary>Adds confirmed awards that are not counted yet. The talent's row is locked.</summary>
    public static async Task CountAsync(Change change, SkillTaxonomy taxonomy, Guid talentId)
    {
        const string confirmed = "select title, skill_codes from talent_evidence where talent_id = @talentId and kind = 2 and confirmed_at is not null order by evidence_id limit 50";
        var awards = await change.QueryAsync<Award>(confirmed, new { talentId });
        var counted = await change.QuerySingleOrDefaultAsync<Counted>("select awards, award_codes from talent where talent_id = @talentId", new { talentId });
        await StoreAsync(
            change,
            talentId,
            [.. counted!.Awards.Union(awards.Select(award => award.Title))],
            [.. counted.AwardCodes.Union(awards.SelectMany(award => award.SkillCodes.Concat(taxonomy.Recognise(award.Title))))]);
    }

    /// <summary>One that was removed counts no more.</summary>
    public static async Task ForgetAsync(Change change, SkillTaxonomy taxonomy, Guid talentId, string title)
    {
        var counted = await change.QuerySingleOrDefaultAsync<Counted>("select awards, award_codes from talent where talent_id = @talentId", new { talentId });
        string[] left = [.. counted!.Awards.Where(award => award != title)];
        await StoreAsync(change, talentId, left, [.. left.SelectMany(taxonomy.Recognise).Distinct()]);
        await CountAsync(change, taxonomy, talentId);
    }

    private static Task StoreAsync(Change change, Guid talentId, string[] awards, string[] codes) =>
        change.ExecuteAsync("update talent set awards = @awards, award_codes = @codes where talent_id = @talentId", new { awards, codes, talentId });

    private sealed class Award
    {
        public string Title { get; init; } = "";

        public string[] SkillCodes { get; init; } = [];
    }

    private sealed class Counted
    {
        public string[] Awards { get; init; } = [];

        public string[] AwardCodes { get; init; } = [];
    }
}
