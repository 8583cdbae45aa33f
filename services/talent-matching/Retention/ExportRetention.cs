using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Chassis.Exports;
using Platform.Registry.V1;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Retention;

/// <summary>A table of retention as a file, with what is hidden hidden.</summary>
internal static class ExportRetention
{
    private static readonly string[] Columns = ["due", "answered", "response_rate", "in_city", "rate"];

    public static ExportedStatistics As(ExportFormat format, RetentionTable table, Language language)
    {
        var definitions = table.Definitions.ToDictionary(definition => definition.Figure, StringComparer.Ordinal);
        var statistics = new StatisticsTable
        {
            Table = $"retention-{table.Dimension.ToString().ToLowerInvariant()}",
            Title = table.Title,
            Definition = definitions["suppressed"].Definition,
            RowTitle = RetentionTexts.RowTitle(table.Dimension, language),
            ComputeTime = table.ComputeTime,
        };
        foreach (var months in RetentionCounts.Milestones)
        {
            statistics.Columns.AddRange(Columns.Select(column => new StatisticsColumn
            {
                Column = $"{column}-{months}",
                Title = language.Pick($"{months} 个月{definitions[column].Title}", $"{definitions[column].Title} after {months} months"),
                Unit = column.EndsWith("rate", StringComparison.Ordinal) ? "%" : language.Pick("人", "people"),
                Definition = definitions[column].Definition,
            }));
        }

        statistics.Rows.AddRange(table.Rows.Append(table.Total).Select(row => new StatisticsRow
        {
            Row = row.Key, Title = row.Title, Values = { row.Figures.SelectMany(figures => Values(figures, definitions["suppressed"].Title)) },
        }));
        return TableExport.As(format, statistics, language, CityDays.Text(CityDays.Of(table.ComputeTime.ToDateTimeOffset())));
    }

    private static IEnumerable<string> Values(RetentionFigures figures, string hidden) => figures.Suppressed
        ? Enumerable.Repeat(hidden, Columns.Length)
        : [Count(figures.Due), Count(figures.Answered), figures.ResponseRate, Count(figures.InCity), figures.Rate];

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
