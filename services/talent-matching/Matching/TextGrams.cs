using System.Text.RegularExpressions;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Matching;

/// <summary>
/// A text as pairs of neighbouring characters (Latin words whole), without the words that every job title has. Chinese is
/// written without blanks, so that pairs find common terms without a dictionary.
/// </summary>
public static partial class TextGrams
{
    // Longest first, so that 工程师 leaves no 师.
    private static readonly string[] Generic =
    [
        "高级工程师", "工程师", "技术员", "操作员", "研发", "研究", "开发", "设计", "技师", "专员", "专家", "主管", "经理", "助理", "人员", "岗位",
        "高级", "中级", "初级", "资深", "工程", "技术", "专业", "方向", "应用", "与", "及", "和", "的", "engineer", "senior", "junior", "manager",
    ];

    /// <summary>Each once, in ordinal order.</summary>
    public static string[] Of(params IEnumerable<string> texts)
    {
        var grams = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var run in texts.SelectMany(text => Runs().Matches(Stripped(text)).Select(match => match.Value)))
        {
            AddRun(grams, run);
        }

        return [.. grams];
    }

    private static void AddRun(SortedSet<string> grams, string run)
    {
        if (char.IsAsciiLetterOrDigit(run[0]))
        {
            if (run.Length > 1)
            {
                grams.Add(run);
            }

            return;
        }

        for (var i = 0; i + 1 < run.Length; i++)
        {
            grams.Add(run.Substring(i, 2));
        }
    }

    private static string Stripped(string text)
    {
        var stripped = FoldedText.Of(text);
        foreach (var word in Generic)
        {
            stripped = stripped.Replace(word, " ", StringComparison.Ordinal);
        }

        return stripped;
    }

    [GeneratedRegex(@"[a-z0-9]+|[\p{L}-[a-z]]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Runs();
}
