using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Training;

/// <summary>A talent who passed something, before and after.</summary>
/// <param name="Raised">Codes of skills that are new or higher.</param>
internal sealed record Learner(TalentProfile Before, TalentProfile After, IReadOnlyList<string> Raised, bool Away)
{
    /// <summary>Those who passed a module, their rows locked.</summary>
    public static async Task<IReadOnlyList<Learner>> LockAsync(Change change, ProgrammeRow programme, ILookup<Guid, StoredResult> results, SkillTaxonomy taxonomy)
    {
        const string sql = $"select {TalentScoringRow.Columns}, {TalentRow.Away} as away from talent t where t.talent_id = any(@ids) order by t.talent_id for no key update of t";
        var modules = programme.Modules.ToDictionary(module => module.Number);
        var passed = results
            .Select(one => (one.Key, Skills: one.Where(result => result.Result == (short)TrainingResult.Passed)
                .Select(result => modules[result.ModuleNumber!.Value]).Select(module => (module.SkillCode, (int)module.TargetLevel)).ToList()))
            .Where(one => one.Skills.Count > 0)
            .ToDictionary(one => one.Key, one => one.Skills);
        var rows = await change.QueryAsync<Row>(sql, new { ids = passed.Keys.ToArray() });
        return [.. rows.Select(row => Of(row, passed[row.TalentId], taxonomy))];
    }

    /// <summary>Writes the skills, and beside each result the levels before and after: the course is the evidence.</summary>
    public static async Task StoreAsync(Change change, ProgrammeRow programme, IReadOnlyList<Learner> learners)
    {
        const string levels = """
            update training_result set level_before = $4, level_after = greatest($4, $5)
            where programme_id = $1 and talent_id = $2 and module_number = $3 and result = 1
            """;
        const string skills = "update talent set skill_codes = $2, skill_levels = $3, text_grams = $4, version = version + 1 where talent_id = $1";
        const string evidence = """
            insert into talent_evidence (evidence_id, talent_id, kind, title, issuer, issued_on, skill_codes, confirmed_at, created_at)
            select $1, t.talent_id, 3, $3, $4, $5, $6, $7, $7 from talent t where t.talent_id = $2 and t.erased_at is null
            """;
        var issuer = programme.Parties[0].Name;
        foreach (var learner in learners)
        {
            foreach (var module in programme.Modules)
            {
                var before = Array.IndexOf(learner.Before.Skills.Codes, module.SkillCode) is >= 0 and var i ? learner.Before.Skills.Levels[i] : (short)0;
                change.Write(levels, programme.ProgrammeId, learner.Before.TalentId, module.Number, before, module.TargetLevel);
            }

            if (learner.Raised.Count > 0)
            {
                change.Write(skills, learner.Before.TalentId, learner.After.Skills.Codes, learner.After.Skills.Levels, learner.After.Grams.ToArray());
                change.Write(
                    evidence, change.NewId(), learner.Before.TalentId, programme.Title, issuer, CityDays.Of(change.Now), learner.Raised.ToArray(), change.Now.UtcDateTime);
                change.Audit("talent.skills-raised", "talent", learner.Before.TalentId.ToString(), new { programme = programme.ProgrammeId, skills = learner.Raised });
            }
        }

        // Sends what was written.
        await change.ExecuteAsync("select 1");
    }

    private static Learner Of(Row row, IEnumerable<(string Code, int Level)> passed, SkillTaxonomy taxonomy)
    {
        var before = row.ToProfile();
        var skills = CourseResults.Raise(before.Skills, passed);
        var raised = skills.Codes
            .Where((code, i) => Array.IndexOf(before.Skills.Codes, code) is var at && (at < 0 || before.Skills.Levels[at] < skills.Levels[i]))
            .ToList();
        var grams = before.Grams
            .Union(raised.Where(taxonomy.ByCode.ContainsKey).SelectMany(code => TextGrams.Of(taxonomy.ByCode[code].NameZh)))
            .Order(StringComparer.Ordinal);
        return new Learner(before, before with { Skills = skills, Grams = [.. grams] }, raised, row.Away);
    }

    private sealed class Row : TalentScoringRow
    {
        public bool Away { get; init; }
    }
}
