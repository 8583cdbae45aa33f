using System.Text.Json;
using Platform.Chassis.Errors;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>A text in both languages.</summary>
public sealed record Bilingual(string Zh, string En)
{
    public static readonly Bilingual Empty = new("", "");

    public string In(Language language) => language.Pick(Zh, En);
}

/// <summary>A column of figures.</summary>
/// <param name="Unit">Such as 项 / projects, 万元, %.</param>
public sealed record ColumnDefinition(string Column, Bilingual Title, Bilingual Unit, Bilingual Definition);

/// <summary>A table of figures.</summary>
/// <param name="RowTitle">What a row stands for, such as 产业 / Industry.</param>
public sealed record TableDefinition(string Table, Bilingual Title, Bilingual Definition, Bilingual RowTitle, IReadOnlyList<ColumnDefinition> Columns);

/// <summary>An indicator that stands beside a baseline of the study the platform starts from (<c>seed-baselines.json</c>).</summary>
/// <param name="Source">Where the baseline comes from.</param>
public sealed record IndicatorDefinition(string Indicator, Bilingual Title, Bilingual Unit, Bilingual Definition, Bilingual Source);

/// <summary>What each figure means (<c>definitions.json</c>): a figure without a definition cannot be shown.</summary>
public static class Definitions
{
    private static readonly DefinitionFile File = Embedded.Read<DefinitionFile>("Statistics.definitions.json", new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    public static IReadOnlyList<TableDefinition> Tables => File.Tables;

    public static IReadOnlyList<IndicatorDefinition> Indicators => File.Indicators;

    public static TableDefinition Of(string table) => File.Tables.First(definition => definition.Table == table);

    private sealed record DefinitionFile(IReadOnlyList<TableDefinition> Tables, IReadOnlyList<IndicatorDefinition> Indicators);
}
