using System.Text;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>Graduates of earlier years whose placements are followed up: fictional, and the same at every load.</summary>
internal static class PlacementPlans
{
    /// <summary>Tells them from other talents.</summary>
    public const string MajorMark = "（往届）";

    private const string Header = "姓名,院校,专业,学历,毕业年份,技能,竞赛获奖,期望地点,期望年薪(万元),求职类型,联系电话";
    private const string Surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨";

    /// <summary>How many of each school: the last are so few that retention hides them.</summary>
    private static readonly (string Code, int Count)[] Schools = [("12130300YQ01000118", 20), ("12130300YQ0100046T", 17), ("12130300YQ01000380", 14), ("12130300YQ010002X0", 4)];

    private static readonly (string Post, string Skill, string SkillWord, string Major, string Industry)[] Posts =
    [
        ("产线自动化工程师（跟踪示范）", "plc-programming", "PLC编程", "电气自动化技术", "high-end-equipment"),
        ("数控加工技师（跟踪示范）", "cnc-machining", "数控加工", "数控技术", "auto-parts"),
        ("机器视觉工程师（跟踪示范）", "machine-vision", "机器视觉", "智能制造工程", "electronics"),
    ];

    private static readonly int[] MonthsAgo = [27, 14, 8, 26, 13];
    private static readonly string[] Reasons = ["other-city", "pay", "career", "further-study", "pay", "family", "workload", "public-service", "probation", "mismatch"];

    /// <summary>One graduate and what becomes of it.</summary>
    /// <param name="Number">From 0, in one order for all.</param>
    /// <param name="MonthsAgo">Since when at work; null: never placed.</param>
    internal sealed record Graduate(int Number, string School, int Post, int? MonthsAgo)
    {
        public string Phone => $"1380009{Number:D4}";

        public bool Leaves => Number % 4 == 1;

        public string Reason => Reasons[Number / 4 % Reasons.Length];

        /// <summary>Two of three leavers go elsewhere, and some who stay with the firm work in another city.</summary>
        public bool InCity => Leaves ? Number % 3 == 0 : Number % 11 != 5;

        public bool CollegeAnswers(int months) => (Number + months) % 9 != 0;

        public bool FirmAnswers(int months) => (Number + months) % 5 != 0;

        /// <summary>The firm knows it otherwise than the college.</summary>
        public bool Contradicts(int months) => (Number + (months / 6)) % 19 == 3;
    }

    public static IReadOnlyList<Graduate> All { get; } = [.. Schools
        .SelectMany(school => Enumerable.Repeat(school.Code, school.Count))
        .Select((school, i) => new Graduate(i, school, i % Posts.Length, i is 0 or 5 or 9 or 14 ? null : MonthsAgo[i % MonthsAgo.Length]))];

    public static IEnumerable<(CreateTalentNeedRequest Need, string Industry)> Needs() => Posts.Select(post => (new CreateTalentNeedRequest
    {
        Title = post.Post,
        Headcount = All.Count,
        EmploymentKind = EmploymentKind.FullTime,
        MustSkills = { new SkillLevel { Skill = post.Skill, Level = 4 } },
        MinimumEducation = EducationLevel.College,
        SalaryMinCnyFen = 6_000_000,
        SalaryMaxCnyFen = 12_000_000,
        Place = "秦皇岛",
    }, post.Industry));

    /// <summary>The import file of those graduates.</summary>
    public static byte[] File(IReadOnlyDictionary<string, string> names, DateOnly today)
    {
        var lines = All.Where(one => names.ContainsKey(one.School)).Select(one =>
        {
            var post = Posts[one.Post];
            var year = today.AddMonths(-(one.MonthsAgo ?? 2)).Year;
            var name = $"{Surnames[one.Number % Surnames.Length]}示{"一二三四"[one.Number / Surnames.Length]}";
            return $"{name},{names[one.School]},{post.Major}{MajorMark},大专,{year},{post.SkillWord}:4,,秦皇岛,8,全职,{one.Phone}";
        });
        return Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. lines]));
    }
}
