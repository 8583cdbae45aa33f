using System.Globalization;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Reports;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Lights;

/// <summary>The traffic light (红黄绿灯) of a project: the worst of its reasons, green without any.</summary>
public sealed record Light(TrafficLight Colour, IReadOnlyList<Reason> Reasons)
{
    private const int Whole = 10_000;

    /// <summary>
    /// By the rules of <c>pool-rules.json</c>: late reports, overdue milestones, and the figures of the newest accepted report
    /// against a straight path from the baselines to the targets.
    /// </summary>
    /// <param name="owed">Reports owed and not filed.</param>
    public static Light Of(PoolFacts facts, IReadOnlyList<OwedQuarter> owed, PoolRules rules, DateOnly today)
    {
        List<Reason> reasons =
        [
            .. owed.Select(report => Reason.Of(rules.Of("report-late"), report.DaysLate, report.Quarter.Year, report.Quarter.Number, report.DaysLate)),
            .. facts.Milestones.Where(milestone => milestone.State == MilestoneState.Planned && milestone.DueDay < today)
                .Select(milestone => (milestone.Title, Days: today.DayNumber - milestone.DueDay.DayNumber))
                .Select(milestone => Reason.Of(rules.Of("milestone-overdue"), milestone.Days, milestone.Title, milestone.Days)),
            .. BehindPath(facts, rules),
        ];
        reasons.RemoveAll(reason => reason.Light == TrafficLight.Green);
        return new(reasons.Count == 0 ? TrafficLight.Green : reasons.Max(reason => reason.Light), [.. reasons.OrderByDescending(reason => reason.Light)]);
    }

    /// <summary>How far a figure lags behind the path, in basis points of what the path asks for by that day; 0 where it keeps up.</summary>
    /// <param name="elapsed">Days since the start, at most <paramref name="total"/>.</param>
    public static long BehindBp(TargetFact target, long value, int elapsed, int total)
    {
        if (target.Target is not { } end)
        {
            return 0;
        }

        var asked = (end - (decimal)target.Baseline) * elapsed / total;
        return asked == 0 ? 0 : (long)decimal.Clamp((asked - (value - (decimal)target.Baseline)) * Whole / asked, 0, 1_000_000_000);
    }

    private static IEnumerable<Reason> BehindPath(PoolFacts facts, PoolRules rules)
    {
        if (facts.Latest is not { } latest)
        {
            yield break;
        }

        var total = facts.EndDay.DayNumber - facts.StartDay.DayNumber;
        var elapsed = Math.Clamp(latest.Quarter.LastDay.DayNumber - facts.StartDay.DayNumber, 0, total);
        if (elapsed * (long)Whole / total < rules.PathJudgedFromBp)
        {
            yield break;
        }

        foreach (var target in facts.Targets.Where(target => latest.Figures.ContainsKey(target.Indicator)))
        {
            var rule = rules.Of(target.Indicator == ReportIndicator.Investment ? "investment-below-plan" : "indicator-behind-path");
            var behind = BehindBp(target, latest.Figures[target.Indicator], elapsed, total);
            var names = rules.Of(target.Indicator);
            yield return new Reason(
                rule.Rule,
                rule.LightOf(behind),
                string.Format(CultureInfo.InvariantCulture, rule.Zh, latest.Quarter.Year, latest.Quarter.Number, names.NameZh, PoolRules.Percent(behind)),
                string.Format(CultureInfo.InvariantCulture, rule.En, latest.Quarter.Year, latest.Quarter.Number, names.NameEn, PoolRules.Percent(behind)));
        }
    }
}

/// <summary>One reason for a light, in both languages, as it is stored with an accepted report.</summary>
public sealed record Reason(string Rule, TrafficLight Light, string Zh, string En)
{
    public static Reason Of(LightRule rule, long measure, params object[] values) => new(
        rule.Rule,
        rule.LightOf(measure),
        string.Format(CultureInfo.InvariantCulture, rule.Zh, values),
        string.Format(CultureInfo.InvariantCulture, rule.En, values));

    public LightReason ToMessage(Language language) => new() { Rule = Rule, Light = Light, Text = language.Pick(Zh, En) };
}
