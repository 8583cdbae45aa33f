using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Lights;

/// <summary>The city's rules for following projects after admission, as data (<c>pool-rules.json</c>).</summary>
public sealed record PoolRules
{
    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    public static PoolRules Current { get; } = Embedded.Read<PoolRules>("Lights.pool-rules.json", Snake);

    /// <summary>Figures of the study to show beside the indicators (<c>seed-baselines.json</c>).</summary>
    public static IReadOnlyList<SeedBaseline> SeedBaselines { get; } = [.. Embedded.Read<SeedFile>("Lights.seed-baselines.json", Snake).Baselines.Select(line => line.ToMessage())];

    /// <summary>Where the figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>A report is due this many working days after its quarter.</summary>
    public required int ReportDueWorkingDays { get; init; }

    /// <summary>From admission to the end of the plan, where nobody set another.</summary>
    public required int PlanMonths { get; init; }

    /// <summary>Share of the plan's time, in basis points, from which on the path is judged: before it a small lag looks large.</summary>
    public required int PathJudgedFromBp { get; init; }

    public required IReadOnlyList<IndicatorRule> Indicators { get; init; }

    public required IReadOnlyList<LightRule> Lights { get; init; }

    public required GraduationRule Graduation { get; init; }

    public IndicatorRule Of(ReportIndicator indicator) => Indicators.Single(rule => rule.Indicator == indicator);

    public LightRule Of(string rule) => Lights.Single(line => line.Rule == rule);

    /// <summary>Basis points as percent with at most one decimal, such as 12.5.</summary>
    public static string Percent(long basisPoints) => (basisPoints / 100m).ToString("0.#", CultureInfo.InvariantCulture);

    private sealed record SeedFile(string Source, IReadOnlyList<SeedLine> Baselines);

    private sealed record SeedLine(string Code, ReportIndicator Indicator, string NameZh, string NameEn, int ValueBp, bool Below, string Source)
    {
        public SeedBaseline ToMessage() => new()
        {
            Code = Code, Indicator = Indicator, NameZh = NameZh, NameEn = NameEn, ValueBp = ValueBp, Below = Below, Source = Source,
        };
    }
}

/// <summary>What an indicator may be and what of it must be explained.</summary>
/// <param name="Minimum">In the indicator's unit; below it a figure is refused.</param>
/// <param name="FallNeedsNote">Lower than in the quarter before.</param>
/// <param name="Jump">A difference to the quarter before, in the unit, beyond which a note is needed.</param>
/// <param name="Times">A multiple of the quarter before beyond which a note is needed.</param>
/// <param name="AboveTargetBp">A share of the target beyond which a note is needed.</param>
public sealed record IndicatorRule(
    ReportIndicator Indicator, string NameZh, string NameEn, long Minimum, long Maximum, bool LowerIsBetter,
    bool FallNeedsNote, long? Jump, int? Times, int? AboveTargetBp);

/// <summary>One rule of the light.</summary>
/// <param name="Yellow">From here on yellow, in days or basis points.</param>
/// <param name="Red">From here on red.</param>
public sealed record LightRule(string Rule, int Yellow, int Red, string Zh, string En)
{
    public TrafficLight LightOf(long measure) =>
        measure >= Red ? TrafficLight.Red : measure >= Yellow ? TrafficLight.Yellow : TrafficLight.Green;
}

/// <param name="ReachedBp">Share of the way from baseline to target that counts as reached.</param>
public sealed record GraduationRule(
    int ReachedBp, string MilestonesZh, string MilestonesEn, string TargetZh, string TargetEn, string ReportsZh, string ReportsEn);
