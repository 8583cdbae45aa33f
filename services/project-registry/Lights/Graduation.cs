using System.Globalization;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Reports;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Lights;

/// <summary>Whether a project may graduate (毕业出库): all milestones confirmed, all targets reached, no report late.</summary>
public sealed record Graduation(IReadOnlyList<Condition> Conditions)
{
    public bool Ready => Conditions.All(condition => condition.Met);

    public static Graduation Of(PoolFacts facts, IReadOnlyList<OwedQuarter> owed, PoolRules rules)
    {
        var rule = rules.Graduation;
        var confirmed = facts.Milestones.Count(milestone => milestone.State == MilestoneState.Confirmed);
        return new(
        [
            Condition.Of(rule.MilestonesZh, rule.MilestonesEn, confirmed > 0 && confirmed == facts.Milestones.Count, confirmed, facts.Milestones.Count),
            .. facts.Targets.Where(target => target.Target is not null).Select(target => OfTarget(target, facts.Latest, rules)),
            Condition.Of(rule.ReportsZh, rule.ReportsEn, owed.All(report => report.DaysLate == 0)),
        ]);
    }

    private static Condition OfTarget(TargetFact target, AcceptedFact? latest, PoolRules rules)
    {
        var names = rules.Of(target.Indicator);
        long? value = latest is not null && latest.Figures.TryGetValue(target.Indicator, out var told) ? told : null;
        // Where the target is the baseline, keeping it is reaching it.
        var reached = value is not { } figure ? 0 : target.ReachedBp(figure) ?? (Keeps(figure, target.Target!.Value, names.LowerIsBetter) ? 10_000 : 0);
        var percent = PoolRules.Percent(reached);
        return new(
            string.Format(CultureInfo.InvariantCulture, rules.Graduation.TargetZh, names.NameZh, percent),
            string.Format(CultureInfo.InvariantCulture, rules.Graduation.TargetEn, names.NameEn, percent),
            reached >= rules.Graduation.ReachedBp);
    }

    private static bool Keeps(long figure, long target, bool lowerIsBetter) => lowerIsBetter ? figure <= target : figure >= target;
}

/// <summary>One condition, in both languages.</summary>
public sealed record Condition(string Zh, string En, bool Met)
{
    public static Condition Of(string zh, string en, bool met, params object[] values) =>
        new(string.Format(CultureInfo.InvariantCulture, zh, values), string.Format(CultureInfo.InvariantCulture, en, values), met);

    public GraduationCondition ToMessage(Language language) => new() { Text = language.Pick(Zh, En), Met = Met };
}
