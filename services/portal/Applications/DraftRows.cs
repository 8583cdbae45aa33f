using System.Globalization;
using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Applications;

/// <summary>A line of the budget as the form holds it, in 万元.</summary>
public sealed class BudgetRow
{
    public string Category { get; set; } = "";
    public FundingSource Source { get; set; } = FundingSource.Own;
    public decimal Amount { get; set; }
    public string Note { get; set; } = "";

    public static BudgetRow Of(BudgetLine line) =>
        new() { Category = line.Category, Source = line.Source, Amount = Show.ToTenThousand(line.AmountCnyFen), Note = line.Note };

    public BudgetLine ToLine() => new() { Category = Category, Source = Source, AmountCnyFen = Show.ToFen(Amount), Note = Note.Trim() };
}

/// <summary>A KPI as typed: the service says what is no figure.</summary>
public sealed class KpiRow
{
    public string Kpi { get; set; } = "";
    public string Baseline { get; set; } = "";
    public string Target { get; set; } = "";
    public string Year { get; set; } = "";

    public static KpiRow Of(KpiTarget target) => new()
    {
        Kpi = target.Kpi, Baseline = target.Baseline, Target = target.Target, Year = target.Year == 0 ? "" : target.Year.ToString(CultureInfo.InvariantCulture),
    };

    public KpiTarget ToTarget() => new()
    {
        Kpi = Kpi, Baseline = Baseline.Trim(), Target = Target.Trim(), Year = int.TryParse(Year.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0,
    };
}

/// <summary>A need for land, energy or funding: what, how much, and a note.</summary>
public sealed class NeedRow
{
    public string Code { get; set; } = "";
    public decimal Amount { get; set; }
    public string Note { get; set; } = "";

    public long Whole => (long)decimal.Round(Amount);
}
