using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.SkillWords;

/// <summary>What waiting words mean is known: whoever wrote them gets the skill, and the words are done.</summary>
internal static class GiveSkill
{
    private const string Talents = """
        with used as (
            select u.talent_id, max(u.level) as level, array_agg(w.word) as words from skill_word_talent u, unnest(u.words) w (word) where u.word_id = any(@ids) group by u.talent_id)
        update talent t set
            skill_codes = case when t.skill_codes @> array[@Code] then t.skill_codes else t.skill_codes || @Code end,
            skill_levels = case when t.skill_codes @> array[@Code]
                then (select array_agg(case when c.code = @Code then greatest(c.level, used.level) else c.level end order by c.n)
                    from unnest(t.skill_codes, t.skill_levels) with ordinality c (code, level, n))
                else t.skill_levels || used.level end,
            unmapped_skills = (select coalesce(array_agg(x.word order by x.n), '{}') from unnest(t.unmapped_skills) with ordinality x (word, n) where x.word <> all(used.words)),
            text_grams = (select array_agg(g.gram order by g.gram collate "C") from (select distinct unnest(t.text_grams || @grams) as gram) g),
            version = t.version + 1
        from used where t.talent_id = used.talent_id
        """;

    private const string Needs = """
        update talent_need t set must_codes = t.must_codes || @Code, must_levels = t.must_levels || u.level,
            must_weights = case when cardinality(t.must_weights) = 0 then t.must_weights else t.must_weights || @usual end, version = t.version + 1
        from (select need_id, max(level) as level from skill_word_need where word_id = any(@ids) group by need_id) u
        where t.need_id = u.need_id and t.state = 1 and not t.must_codes @> array[@Code] and not t.nice_codes @> array[@Code]
        """;

    private const string Done = """
        update skill_word w set state = 2, skill_code = @Code, decided_at = @Now, version = w.version + 1,
            decided_uses = (select count(*) from skill_word_talent u where u.word_id = w.word_id) + (select count(*) from skill_word_need u where u.word_id = w.word_id)
        where w.word_id = any(@ids)
        """;

    private const string Over = """
        delete from skill_word_talent where word_id = any(@ids);
        delete from skill_word_need where word_id = any(@ids);
        """;

    /// <summary>Those of the waiting words that a skill is written like.</summary>
    public static async Task SettleAsync(Change change, SkillEntry skill)
    {
        const string sql = "select word_id from skill_word where state = 1 and word_folded = any(@writings) order by word_folded for update";
        await RunAsync(change, [.. await change.QueryAsync<Guid>(sql, new { writings = skill.Writings.Select(Words.Fold).ToArray() })], skill);
    }

    /// <summary>As for one, for many skills with one look at what waits.</summary>
    public static async Task SettleAsync(Change change, IReadOnlyCollection<SkillEntry> skills)
    {
        const string sql = "select word_id, word_folded from skill_word where state = 1 order by word_folded limit 100000 for update";
        var waiting = (await change.QueryAsync<WordRow>(sql)).ToDictionary(word => word.WordFolded, word => word.WordId, StringComparer.Ordinal);
        foreach (var skill in skills.Where(skill => skill.State == SkillState.Active))
        {
            await RunAsync(change, [.. skill.Writings.Select(Words.Fold).Distinct().Where(waiting.ContainsKey).Select(writing => waiting[writing])], skill);
        }
    }

    /// <param name="wordIds">Waiting words that the transaction has locked.</param>
    public static async Task RunAsync(Change change, Guid[] wordIds, SkillEntry skill)
    {
        if (wordIds.Length == 0)
        {
            return;
        }

        await TellAsync(change, wordIds, skill);
        var parameters = new { ids = wordIds, skill.Code, grams = TextGrams.Of(skill.ShownZh), usual = SkillList.UsualWeight, change.Now };
        // First, as a talent's uses end with its last word.
        await change.ExecuteAsync(Done, parameters);
        var talents = await change.ExecuteAsync(Talents, parameters);
        var needs = await change.ExecuteAsync(Needs, parameters);
        await change.ExecuteAsync(Over, parameters);
        foreach (var id in wordIds)
        {
            change.Audit("skill-word.mapped", "skill-word", id.ToString(), new { skill = skill.Code, talents, needs });
        }

        await ShortlistQueue.AddAllOpenAsync(change);
    }

    /// <summary>Each college with talents who wrote such a word, once.</summary>
    private static async Task TellAsync(Change change, Guid[] wordIds, SkillEntry skill)
    {
        const string sql = """
            select t.college_code, count(distinct t.talent_id)::int as talents from skill_word_talent u join talent t using (talent_id)
            where u.word_id = any(@wordIds) and t.college_code is not null group by t.college_code order by t.college_code limit 1000
            """;
        foreach (var (college, talents) in await change.QueryAsync<(string, int)>(sql, new { wordIds }))
        {
            var count = talents.ToString(CultureInfo.InvariantCulture);
            Inform.Organisation(change, college, new Message(
                "skill-word.mapped", $"贵校 {count} 名人才的技能写法已对应到技能库的“{skill.ShownZh}”。", $"What {count} of your talents wrote now counts as the skill “{skill.ShownEn}”.", "/talents"));
        }
    }
}
