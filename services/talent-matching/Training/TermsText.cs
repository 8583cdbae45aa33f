using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

/// <summary>
/// A programme's terms as one text that every party reads, and its hash, which an agreement binds to: equal terms have equal text, and any
/// change of them another hash.
/// </summary>
public static class TermsText
{
    /// <param name="terms">Checked terms, with the skills as codes.</param>
    /// <param name="name">The name of a party by its code.</param>
    public static string Write(TrainingTerms terms, Func<string, string> name)
    {
        var text = new StringBuilder();
        Line(text, "项目 / Programme", terms.Title);
        Line(text, "类型 / Kind", terms.Kind switch
        {
            TrainingKind.OrderClass => "订单班 / order class",
            TrainingKind.IndustryCollege => "产业学院 / industry college",
            TrainingKind.Employee => "员工培训 / employee training",
            _ => "继续教育 / continuing education",
        });
        Line(text, "院校 / College", terms.CollegeCode.Length == 0 ? "" : $"{name(terms.CollegeCode)} ({terms.CollegeCode})");
        foreach (var firm in terms.FirmCodes)
        {
            Line(text, "企业 / Firm", $"{name(firm)} ({firm})");
        }

        Line(text, "说明 / Description", terms.Description);
        Line(text, "名额 / Seats", terms.Seats.ToString(CultureInfo.InvariantCulture));
        Line(text, "起止 / From, to", $"{terms.StartDate} – {terms.EndDate}");
        text.Append("课程模块 / Modules\n");
        foreach (var module in terms.Modules)
        {
            text.Append(CultureInfo.InvariantCulture, $"{module.Number}. {OneLine(module.Title)} · {module.Skill} → {module.TargetLevel} · {module.Hours} h\n");
        }

        return text.ToString();
    }

    /// <summary>SHA-256 of the text's UTF-8, in lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Line(StringBuilder text, string label, string value) => text.Append(label).Append('：').Append(OneLine(value)).Append('\n');

    // A line break in a field must not look like a line of the terms.
    private static string OneLine(string value) => value.Length == 0 ? "-" : value.ReplaceLineEndings("⏎");
}
