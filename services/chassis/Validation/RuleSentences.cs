using System.Text.RegularExpressions;
using Buf.Validate;
using Platform.Chassis.Errors;

namespace Platform.Chassis.Validation;

/// <summary>Says in Chinese what a broken rule wants; in English the rule's own sentence is good.</summary>
internal static partial class RuleSentences
{
    public static string Of(Violation violation, Language language)
    {
        if (language == Language.English)
        {
            return violation.Message;
        }

        var figures = string.Join("、", Figures().Matches(violation.Message).Select(match => match.Value));
        return violation.RuleId switch
        {
            "required" => "必填",
            "string.min_len" => $"至少 {figures} 个字符",
            "string.max_len" => $"最多 {figures} 个字符",
            "string.len" => $"须为 {figures} 个字符",
            "string.uuid" or "string.uuid_empty" => "须为有效的编号（UUID）",
            "string.pattern" => "格式不正确",
            "bytes.max_len" => $"最多 {figures} 字节",
            "enum.defined_only" or "enum.not_in" or "string.in" => "不是允许的取值",
            "repeated.min_items" => $"至少 {figures} 项",
            "repeated.max_items" => $"最多 {figures} 项",
            "repeated.unique" => "不能重复",
            var rule when rule.EndsWith(".gte_lte", StringComparison.Ordinal) => $"须在 {figures} 之间",
            var rule when rule.EndsWith(".gte", StringComparison.Ordinal) => $"不能小于 {figures}",
            var rule when rule.EndsWith(".lte", StringComparison.Ordinal) => $"不能大于 {figures}",
            _ => $"不符合规则（{violation.Message}）",
        };
    }

    [GeneratedRegex(@"-?\d+", RegexOptions.None, 1000)]
    private static partial Regex Figures();
}
