using Platform.Chassis.Data;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Training;

/// <summary>What came into reach of those who passed: kept when the course is completed, as skills and needs go on changing.</summary>
internal static class Reach
{
    /// <summary>Kept of a talent, the most telling ones.</summary>
    private const int NeedsATalent = 30;

    private const int MostNeeds = 5_000;

    /// <returns>How many needs came into reach, counted once a talent.</returns>
    public static async Task<int> StoreAsync(Change change, ProgrammeRow programme, IReadOnlyList<Learner> learners, SkillTaxonomy taxonomy)
    {
        var free = learners.Where(learner => !learner.Away && learner.Raised.Count > 0).ToList();
        var needs = await NeedsAsync(change, [.. free.SelectMany(learner => learner.Raised).Distinct()], taxonomy);
        var found = free.SelectMany(learner => Of(learner, needs)).ToList();
        const string sql = """
            insert into training_outcome (programme_id, talent_id, need_id, score_before, score_after, reached_before, reached_after, rank_before)
            select @ProgrammeId, o.talent_id, o.need_id, o.score_before, o.score_after, o.reached_before, o.reached_after, e.rank
            from unnest(@talents, @needs, @before, @after, @reachedBefore, @reachedAfter) as o (talent_id, need_id, score_before, score_after, reached_before, reached_after)
            left join shortlist_entry e on e.need_id = o.need_id and e.talent_id = o.talent_id
            """;
        await change.ExecuteAsync(sql, new
        {
            programme.ProgrammeId,
            talents = found.Select(one => one.TalentId).ToArray(),
            needs = found.Select(one => one.NeedId).ToArray(),
            before = found.Select(one => one.Change.ScoreBefore).ToArray(),
            after = found.Select(one => one.Change.ScoreAfter).ToArray(),
            reachedBefore = found.Select(one => one.Change.ReachedBefore).ToArray(),
            reachedAfter = found.Select(one => one.Change.ReachedAfter).ToArray(),
        });
        return found.Count(one => one.Change.IsNew);
    }

    /// <summary>Open needs that ask for a skill that was raised; another cannot come into reach.</summary>
    private static async Task<IReadOnlyList<(Guid NeedId, NeedProfile Profile)>> NeedsAsync(Change change, string[] codes, SkillTaxonomy taxonomy)
    {
        const string sql = $"""
            select {NeedRow.Columns} from talent_need n left join organisation o using (organisation_code)
            where n.state = 1 and n.placed_count < n.headcount and (n.must_codes && @codes or n.nice_codes && @codes)
            order by n.pool_project_id is null, n.need_id limit @MostNeeds
            """;
        return codes.Length == 0 ? [] : [.. (await change.QueryAsync<NeedRow>(sql, new { codes, MostNeeds })).Select(need => (need.NeedId, NeedProfile.Of(need.ToTerms(), taxonomy)))];
    }

    private static IEnumerable<(Guid TalentId, Guid NeedId, NeedChange Change)> Of(Learner learner, IReadOnlyList<(Guid NeedId, NeedProfile Profile)> needs) => needs
        .Where(need => need.Profile.Must.Concat(need.Profile.Nice).Any(ask => learner.Raised.Contains(ask.Code))
            && Score.MayWork(need.Profile.Terms.Employment, learner.Before.Employment))
        .Select(need => (learner.Before.TalentId, need.NeedId, Change: CourseResults.Compare(need.Profile, learner.Before, learner.After)))
        .Where(one => one.Change.ScoreAfter > one.Change.ScoreBefore || one.Change.IsNew)
        .OrderByDescending(one => one.Change.IsNew)
        .ThenByDescending(one => one.Change.ScoreAfter - one.Change.ScoreBefore)
        .ThenBy(one => one.NeedId)
        .Take(NeedsATalent);
}
