using System.Globalization;
using System.Text.Json;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>The choices of the application form, as data (<c>application-form.json</c>).</summary>
internal sealed record FormCatalogue
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static FormCatalogue Current { get; } = Embedded.Read<FormCatalogue>("Applications.application-form.json", Snake);

    /// <summary>Where the choices come from.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<Choice> BudgetCategories { get; init; }

    public required IReadOnlyList<Kpi> Kpis { get; init; }

    public required IReadOnlyList<Choice> LandUses { get; init; }

    /// <summary>With the unit of a year's amount.</summary>
    public required IReadOnlyList<Choice> EnergyCarriers { get; init; }

    public required IReadOnlyList<Choice> FundingChannels { get; init; }

    public Kpi? FindKpi(string code) => Kpis.FirstOrDefault(kpi => kpi.Code == code);

    public ApplicationForm ToMessage() => new()
    {
        BudgetCategories = { BudgetCategories.Select(choice => choice.ToMessage()) },
        Kpis =
        {
            Kpis.Select(kpi => new KpiChoice
            {
                Choice = kpi.ToMessage(),
                Decimals = kpi.Decimals,
                Minimum = kpi.Minimum.ToString(CultureInfo.InvariantCulture),
                Maximum = kpi.Maximum.ToString(CultureInfo.InvariantCulture),
            }),
        },
        LandUses = { LandUses.Select(choice => choice.ToMessage()) },
        EnergyCarriers = { EnergyCarriers.Select(choice => choice.ToMessage()) },
        FundingChannels = { FundingChannels.Select(choice => choice.ToMessage()) },
    };

    internal record Choice
    {
        public required string Code { get; init; }

        public required string NameZh { get; init; }

        public required string NameEn { get; init; }

        public string UnitZh { get; init; } = "";

        public string UnitEn { get; init; } = "";

        public ApplicationChoice ToMessage() => new() { Code = Code, NameZh = NameZh, NameEn = NameEn, UnitZh = UnitZh, UnitEn = UnitEn };
    }

    /// <summary>A KPI with its unit, the places after its point and the bounds of its figures.</summary>
    internal sealed record Kpi : Choice
    {
        public required int Decimals { get; init; }

        public required decimal Minimum { get; init; }

        public required decimal Maximum { get; init; }
    }
}
