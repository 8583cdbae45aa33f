using System.Globalization;
using Platform.ProjectRegistry.Lights;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Plans;

/// <summary>
/// Baselines and targets of a plan from the application that was admitted: the whole investment is a target, and the KPIs of its
/// form where a report tells the same (codes of <c>application-form.json</c>). A KPI given for several years counts by its last.
/// </summary>
/// <param name="LastYear">Of the targets taken; null where there are none.</param>
internal sealed record ApplicationTargets(IReadOnlyList<TargetFact> Targets, int? LastYear)
{
    /// <summary>What one 万元 is in fen.</summary>
    private const decimal TenThousandYuan = 1_000_000m;

    public static ApplicationTargets Of(ApplicationSections sections, long totalInvestment, int localisationBp)
    {
        var kpis = sections.Kpis.GroupBy(kpi => kpi.Kpi, StringComparer.Ordinal)
            .Select(years => years.MaxBy(kpi => kpi.Year)!)
            .Select(kpi => (Fact: Of(kpi), kpi.Year))
            .Where(pair => pair.Fact is not null)
            .ToDictionary(pair => pair.Fact!.Indicator, pair => (Fact: pair.Fact!, pair.Year));
        List<TargetFact> targets =
        [
            new(ReportIndicator.Investment, 0, totalInvestment),
            .. PoolRules.Current.Indicators.Where(rule => rule.Indicator != ReportIndicator.Investment).Select(rule =>
                kpis.TryGetValue(rule.Indicator, out var known) ? known.Fact
                    : new TargetFact(rule.Indicator, rule.Indicator == ReportIndicator.Localisation ? localisationBp : 0, null)),
        ];
        return new(targets, kpis.Count == 0 ? null : kpis.Values.Max(known => known.Year));
    }

    private static TargetFact? Of(KpiTarget kpi)
    {
        if (Number(kpi.Baseline) is not { } baseline || Number(kpi.Target) is not { } target)
        {
            return null;
        }

        return kpi.Kpi switch
        {
            // A quarter is told, the form asks for a year.
            "output" => Fact(ReportIndicator.Output, baseline * TenThousandYuan / 4, target * TenThousandYuan / 4),
            "localisation" => Fact(ReportIndicator.Localisation, baseline * 100, target * 100),
            "devices" => Fact(ReportIndicator.Devices, baseline, target),
            // Reports tell the change against the baseline.
            "unit-cost" when baseline > 0 => Fact(ReportIndicator.CostChange, 0, (target - baseline) * 10_000 / baseline),
            "revenue" when baseline > 0 => Fact(ReportIndicator.RevenueChange, 0, (target - baseline) * 10_000 / baseline),
            _ => null,
        };
    }

    private static TargetFact Fact(ReportIndicator indicator, decimal baseline, decimal target)
    {
        var rule = PoolRules.Current.Of(indicator);
        return new(indicator, Within(baseline), Within(target));
        long Within(decimal value) => (long)decimal.Clamp(decimal.Round(value, MidpointRounding.AwayFromZero), rule.Minimum, rule.Maximum);
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
