using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Policies;
using Platform.ProjectRegistry.Policies.Language;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>A judgement in words and numbers, in one language.</summary>
internal static class EntitlementMessages
{
    public static Entitlement Of(Judgement judgement, bool english)
    {
        var (policy, context) = (judgement.Compiled.Policy, judgement.Context);
        var days = ClaimDays.Of(policy, context.Year);
        return new Entitlement
        {
            OrganisationCode = context.Firm.Code,
            OrganisationName = context.Firm.Name,
            PolicyCode = policy.PolicyCode,
            Version = policy.Version,
            TitleZh = policy.TitleZh,
            TitleEn = policy.TitleEn,
            Year = context.Year,
            ProjectId = context.Project?.ProjectId.ToString() ?? "",
            ProjectName = context.Project?.Name ?? "",
            Verdict = judgement.Verdict,
            WorthCnyFen = judgement.Worth,
            Provisional = judgement.Provisional,
            Rules = { policy.Rules.Select((rule, i) => Rule(judgement, rule, i, english)) },
            Lines = { Lines(judgement, english) },
            Missing = { Names(policy, judgement.Missing, english) },
            ClaimFrom = days is null ? "" : CityDays.Text(days.First),
            ClaimUntil = days is null ? "" : CityDays.Text(days.Last),
            Note = Note(judgement.Note, english),
        };
    }

    /// <summary>The calculation line by line, each with its figures, the last one rounded.</summary>
    public static IEnumerable<CalculationLine> Lines(Judgement judgement, bool english)
    {
        var policy = judgement.Compiled.Policy;
        for (var i = 0; i < policy.Steps.Count; i++)
        {
            var outcome = judgement.Steps[i];
            // Only the last line is rounded; the others are exact.
            var value = outcome.Value is { } exact && i == policy.Steps.Count - 1
                ? Value.Money(new Rational(Judgement.Round(exact.Exact, policy.Rounding), 1))
                : outcome.Value;
            yield return new CalculationLine
            {
                Label = english ? policy.Steps[i].LabelEn : policy.Steps[i].LabelZh,
                InNumbers = InNumbers(judgement, judgement.Compiled.Steps[i], english),
                Result = value?.Show(english) ?? "",
            };
        }
    }

    public static IEnumerable<string> Names(Policy policy, IEnumerable<string> facts, bool english) => facts.Select(name => PolicyWords.NameOf(policy, name, english));

    private static RuleResult Rule(Judgement judgement, PolicyRule rule, int index, bool english)
    {
        var outcome = judgement.Rules[index];
        return new RuleResult
        {
            Label = english ? rule.LabelEn : rule.LabelZh,
            Result = outcome.Value is { } known ? known.Truth ? EntitlementVerdict.Yes : EntitlementVerdict.No : EntitlementVerdict.Unknown,
            InNumbers = InNumbers(judgement, judgement.Compiled.Rules[index], english),
            Missing = { Names(judgement.Compiled.Policy, outcome.Missing, english) },
        };
    }

    private static string InNumbers(Judgement judgement, Node node, bool english) => Printer.ForPeople(node, english, name =>
    {
        var value = ValueOf(judgement, name).Value?.Show(english) ?? (english ? "not told" : "未提供");
        var label = PolicyWords.NameOf(judgement.Compiled.Policy, name, english);
        return english ? $"{label} [{value}]" : $"{label}【{value}】";
    });

    private static Outcome ValueOf(Judgement judgement, string name)
    {
        for (var i = 0; i < judgement.Steps.Count; i++)
        {
            if (judgement.Compiled.Policy.Steps[i].Name == name)
            {
                return judgement.Steps[i];
            }
        }

        return PolicyFacts.Read(PolicyFacts.Find(name)!, judgement.Context, judgement.RatesBefore);
    }

    private static string Note(JudgementNote note, bool english) => note switch
    {
        JudgementNote.WorthNothing => english ? "The calculation comes to nothing." : "计算结果为零，无可享受的金额。",
        JudgementNote.BeyondMeasure => english ? "The amount is implausibly large: check the figures." : "金额超出合理范围，请核对数据。",
        _ => "",
    };
}
