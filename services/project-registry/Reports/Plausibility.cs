using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Lights;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

/// <summary>What of a report the firm must explain before it may be submitted, by the rules of <c>pool-rules.json</c>.</summary>
public static class Plausibility
{
    /// <param name="before">Figures of the newest earlier report that was submitted or accepted; empty where there is none.</param>
    /// <param name="targets">Of the project's plan.</param>
    public static IReadOnlyList<Doubt> Of(
        IReadOnlyList<FigureFact> figures, IReadOnlyDictionary<ReportIndicator, long> before, IReadOnlyList<TargetFact> targets, PoolRules rules) =>
        [.. figures.SelectMany(figure => Of(
            figure,
            before.TryGetValue(figure.Indicator, out var earlier) ? earlier : null,
            targets.FirstOrDefault(target => target.Indicator == figure.Indicator)?.Target,
            rules.Of(figure.Indicator)))];

    private static IEnumerable<Doubt> Of(FigureFact figure, long? before, long? target, IndicatorRule rule)
    {
        if (before is { } earlier)
        {
            if (rule.FallNeedsNote && figure.Value < earlier)
            {
                yield return Doubt.Of(figure, $"{rule.NameZh}低于上一季度", $"{rule.NameEn} is lower than in the quarter before");
            }

            if (rule.Jump is { } jump && Math.Abs((decimal)figure.Value - earlier) > jump)
            {
                yield return Doubt.Of(
                    figure,
                    $"{rule.NameZh}较上一季度变动超过 {PoolRules.Percent(jump)} 个百分点",
                    $"{rule.NameEn} moved by more than {PoolRules.Percent(jump)} percentage points since the quarter before");
            }

            if (rule.Times is { } times && earlier > 0 && ((decimal)figure.Value > (decimal)earlier * times || (decimal)figure.Value * times < earlier))
            {
                yield return Doubt.Of(
                    figure,
                    $"{rule.NameZh}较上一季度变动超过 {times} 倍",
                    $"{rule.NameEn} changed by more than {times} times since the quarter before");
            }
        }

        if (rule.AboveTargetBp is { } share && target is > 0 && (decimal)figure.Value * 10_000 > (decimal)target * share)
        {
            yield return Doubt.Of(figure, $"{rule.NameZh}超过目标的 {PoolRules.Percent(share)} %", $"{rule.NameEn} exceeds {PoolRules.Percent(share)} % of its target");
        }
    }
}

/// <summary>A figure as told.</summary>
public sealed record FigureFact(ReportIndicator Indicator, long Value, string Note);

/// <summary>Something about a figure that asks for a note, in both languages.</summary>
/// <param name="Explained">The figure has a note.</param>
public sealed record Doubt(ReportIndicator Indicator, string Zh, string En, bool Explained)
{
    public static Doubt Of(FigureFact figure, string zh, string en) => new(figure.Indicator, zh, en, figure.Note.Length > 0);

    public FigureDoubt ToMessage(Language language) => new() { Indicator = Indicator, Text = language.Pick(Zh, En), Explained = Explained };
}
