using Platform.Chassis.Imports;
using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Needs;

/// <summary>The columns of a file of talent needs.</summary>
internal sealed class NeedSheet(SkillTaxonomy taxonomy)
{
    public const string Title = "岗位名称";
    public const string Code = "统一社会信用代码";
    private const string Firm = "企业名称";
    private const string Headcount = "人数";
    private const string Must = "必备技能";
    private const string Nice = "优先技能";
    private const string Education = "最低学历";
    private const string SalaryMin = "年薪下限(万元)";
    private const string SalaryMax = "年薪上限(万元)";
    private const string Place = "工作地点";
    private const string Employment = "用工类型";
    private const string Deadline = "截止日期";
    private const string Start = "到岗日期";
    private const string PreferredAwards = "优先竞赛";

    /// <summary>A skill without a level: the middle one is taken.</summary>
    public const int UnstatedLevel = 3;

    public ImportRows<NewNeed> Read(ImportFile file) => new ImportSheet<NewNeed>(
        Read, required: [Title, Firm, Code, Headcount, Must], optional: [Nice, Education, SalaryMin, SalaryMax, Place, Employment, Deadline, Start, PreferredAwards]).Read(file);

    private NewNeed Read(RowReader row)
    {
        var need = new NewNeed(
            Guid.Empty,
            row.Text(Title, max: 100, min: 2),
            row.CreditCode(Code),
            row.Text(Firm, max: 120),
            row.Integer(Headcount, 1, 1000),
            Skills(row, Must, minItems: 1),
            Skills(row, Nice, minItems: 0),
            row.OptionalChoice(Education, EducationWords.Choices, EducationLevel.Unspecified),
            row.OptionalMoney(SalaryMin) ?? 0,
            row.OptionalMoney(SalaryMax) ?? 0,
            row.OptionalText(Place, max: 100),
            row.OptionalChoice(Employment, EmploymentWords.Choices, EmploymentKind.FullTime),
            row.OptionalDate(Deadline),
            Declared: false)
        {
            StartDate = row.OptionalDate(Start),
            AwardPreferences = Skills(row, PreferredAwards, minItems: 0).Codes,
        };
        if (need.StartDate < need.Deadline)
        {
            row.Problem(Start, ErrorReason.StartBeforeDeadline, NeedErrors.StartBeforeDeadline.Chinese, NeedErrors.StartBeforeDeadline.English);
        }

        if (need.SalaryMaxCnyFen > 0 && need.SalaryMinCnyFen > need.SalaryMaxCnyFen)
        {
            row.Problem(SalaryMin, ErrorReason.SalaryRangeInvalid, NeedErrors.SalaryRange.Chinese, NeedErrors.SalaryRange.English);
        }

        return need;
    }

    private SkillList Skills(RowReader row, string column, int minItems)
    {
        var known = new List<(string Code, int Level)>();
        foreach (var (word, level) in row.NumberedWords(column, max: 60, maxItems: 20, lowest: 1, highest: 5, otherwise: UnstatedLevel, minItems: minItems))
        {
            if (taxonomy.Map(word) is { } skill)
            {
                known.Add((skill.Code, level));
            }
            else
            {
                var unknown = SkillErrors.Unknown(word, "", taxonomy.Nearest(word));
                row.Problem(column, ErrorReason.SkillUnknown, unknown.Chinese, unknown.English);
            }
        }

        return SkillList.Of(known);
    }
}
