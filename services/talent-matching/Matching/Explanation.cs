using System.Globalization;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Matching;

/// <summary>Says in words what a score is made of, in Chinese and English.</summary>
public sealed class Explanation(SkillTaxonomy taxonomy)
{
    public string Of(NeedProfile need, Scored scored, Language language)
    {
        var parts = scored.Parts.Where(part => part.Skill.Length == 0).ToDictionary(part => part.Kind);
        string?[] sentences =
        [
            Skills(language.Pick("必备技能：", "Must: "), need.Must, scored.Talent.Skills, language),
            Skills(language.Pick("优先技能：", "Nice: "), need.Nice, scored.Talent.Skills, language),
            parts.ContainsKey("education") ? Education(need.Terms.MinimumEducation, scored.Talent.Education, language) : null,
            parts.TryGetValue("place", out var place) ? Place(need.Terms.Place, scored.Talent, place, language) : null,
            parts.ContainsKey("salary") ? Salary(need.Terms, scored.Talent.ExpectedSalaryFen, language) : null,
            parts.TryGetValue("university", out var university) ? University(university, language) : null,
            parts["award"].Points == 0 ? null : Award(parts["award"], language),
            parts.TryGetValue("text", out var text) && text.Points > 0 ? Text(text, language) : null,
        ];
        return string.Join(language.Pick("；", "; "), sentences.Where(sentence => sentence is not null)) + language.Pick("。", ".");
    }

    /// <summary>Why a shortlist is empty.</summary>
    public string NobodyFits(NeedProfile need, Language language) => need.Must.Count > 0
        ? language.Pick(
            $"目前没有人才具备{string.Join("、", need.Must.Select(ask => Name(ask.Code, language)))}或相近技能。",
            $"No talent has {string.Join(" or ", need.Must.Select(ask => Name(ask.Code, language)))} or a skill near to it.")
        : language.Pick(
            "岗位名称中没有技能库认识的技能，也没有专业或技能与之相近的人才。",
            "The title names no skill of the taxonomy, and no talent's major or skills are near to it.");

    private string? Skills(string heading, IReadOnlyList<SkillAsk> asks, SkillList skills, Language language) =>
        asks.Count == 0 ? null : heading + string.Join(language.Pick("、", ", "), asks.Select(ask => Skill(ask, skills, language)));

    private string Skill(SkillAsk ask, SkillList skills, Language language)
    {
        var name = Name(ask.Code, language);
        var (_, best) = ask.Best(skills);
        if (best < 0)
        {
            return language.Pick($"缺{name}", $"lacks {name}");
        }

        var (code, level) = (skills.Codes[best], skills.Levels[best]);
        return code switch
        {
            _ when code != ask.Code => language.Pick(
                $"{name}由相近的{Name(code, language)}{N(level)}级部分替代", $"{name} in part by {Name(code, language)} at {N(level)}"),
            _ when level >= ask.Level => language.Pick($"{name}{N(level)}级（要求{N(ask.Level)}级）", $"{name} {N(level)} (asked {N(ask.Level)})"),
            _ => language.Pick($"{name}{N(level)}级，低于要求的{N(ask.Level)}级", $"{name} {N(level)}, below the {N(ask.Level)} asked"),
        };
    }

    private static string Education(EducationLevel asked, EducationLevel has, Language language) => has >= asked
        ? language.Pick($"学历{EducationWords.Of(has, language)}，达到要求", $"degree met ({EducationWords.Of(has, language)})")
        : language.Pick(
            $"学历{EducationWords.Of(has, language)}，低于要求的{EducationWords.Of(asked, language)}",
            $"degree {EducationWords.Of(has, language)}, below the {EducationWords.Of(asked, language)} asked");

    private static string Place(string place, TalentProfile talent, Part part, Language language) => part.Points switch
    {
        0 => language.Pick($"期望地点不含{place}", $"does not wish for {place}"),
        _ when talent.Places.Count == 0 => language.Pick("未说明期望地点", "states no place"),
        _ => language.Pick($"期望地点含{place}", $"wishes for {place}"),
    };

    private static string Salary(NeedTerms need, long wish, Language language) => wish switch
    {
        0 => language.Pick("未说明期望年薪", "states no salary"),
        _ when need.SalaryMaximumFen == 0 || wish <= need.SalaryMaximumFen => language.Pick(
            $"期望年薪{Wan(wish)}万元，在薪酬范围内", $"salary wish {Cny(wish)} a year, within the range"),
        _ => language.Pick(
            $"期望年薪{Wan(wish)}万元，高于上限{Wan(need.SalaryMaximumFen)}万元", $"salary wish {Cny(wish)} a year, above the bound of {Cny(need.SalaryMaximumFen)}"),
    };

    private static string University(Part part, Language language) => part.Points switch
    {
        0 => language.Pick("不在优先院校之列", "not of a preferred university"),
        _ when part.Points == part.Maximum => language.Pick("优先院校", "of a preferred university"),
        _ => language.Pick("优先院校（次序在后）", "of a preferred university, later in the order"),
    };

    private static string Award(Part part, Language language) => part.Points == part.Maximum
        ? language.Pick("有本领域竞赛获奖", "award in the field")
        : language.Pick("有其他竞赛获奖", "award in another field");

    private static string Text(Part part, Language language)
    {
        var share = N((int)Math.Round(100.0 * part.Points / part.Maximum));
        return language.Pick($"专业与技能同岗位名称相合{share}%", $"major and skills share {share}% of the title's words");
    }

    private string Name(string code, Language language) =>
        taxonomy.ByCode.TryGetValue(code, out var skill) ? language.Pick(skill.ShownZh, skill.ShownEn) : code;

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Wan(long fen) => (fen / 1_000_000m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Cny(long fen) => (fen / 100m).ToString("#,0", CultureInfo.InvariantCulture) + " CNY";
}
