using System.Collections.Frozen;
using Platform.Chassis.Imports;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Talents;

/// <summary>The columns of a file of talents.</summary>
internal sealed class TalentSheet(SkillTaxonomy taxonomy)
{
    public const string Name = "姓名";
    public const string College = "院校";
    private const string Major = "专业";
    private const string Education = "学历";
    private const string GraduationYear = "毕业年份";
    private const string Skills = "技能";
    private const string Awards = "竞赛获奖";
    private const string Places = "期望地点";
    private const string Salary = "期望年薪(万元)";
    private const string Employment = "求职类型";
    private const string Phone = "联系电话";

    private readonly FrozenDictionary<string, string[]> _gramsOfSkill = taxonomy.All.ToFrozenDictionary(skill => skill.Code, skill => TextGrams.Of(skill.ShownZh));

    public ImportRows<NewTalent> Read(ImportFile file) => new ImportSheet<NewTalent>(
        Read, required: [Name, College, Major, Education, Skills], optional: [GraduationYear, Awards, Places, Salary, Employment, Phone]).Read(file);

    private NewTalent Read(RowReader row)
    {
        var skills = row.NumberedWords(Skills, max: 60, maxItems: 30, lowest: 1, highest: 5, otherwise: NeedSheet.UnstatedLevel)
            .Select(word => (word.Word, word.Number, Code: taxonomy.Map(word.Word)?.Code)).ToList();
        var known = SkillList.Of(skills.Where(skill => skill.Code is not null).Select(skill => (skill.Code!, skill.Number)));
        string[] unmapped = [.. skills.Where(skill => skill.Code is null).Select(skill => skill.Word)];
        var major = row.Text(Major, max: 60);
        var awards = row.List(Awards, max: 200, maxItems: 20);
        return new NewTalent(
            Guid.Empty,
            row.Text(Name, max: 50),
            null,
            row.Text(College, max: 100),
            major,
            row.Choice(Education, EducationWords.Choices),
            row.OptionalInteger(GraduationYear, 1950, 2100) ?? 0,
            known,
            unmapped,
            awards,
            [.. awards.SelectMany(taxonomy.Recognise).Distinct()],
            row.List(Places, max: 50, maxItems: 10),
            row.OptionalMoney(Salary) ?? 0,
            row.OptionalChoice(Employment, EmploymentWords.Choices, EmploymentKind.Unspecified),
            row.OptionalPhone(Phone),
            [.. TextGrams.Of([major, .. unmapped]).Union(known.Codes.SelectMany(code => _gramsOfSkill[code])).Order(StringComparer.Ordinal)])
        {
            WordsNoted = [.. skills.Where(skill => skill.Code is null).Select(skill => (skill.Word, skill.Number))],
        };
    }
}
