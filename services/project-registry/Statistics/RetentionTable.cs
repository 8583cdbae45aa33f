using System.Globalization;
using Dapper;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>The city's retention month by month, as the event told it.</summary>
internal static class RetentionTable
{
    private static readonly short[] Milestones = [6, 12, 24];

    private const string Sql = """
        select month, months, due, answered, in_city from retention_month
        where @Year::int is null or extract(year from month) = @Year
        order by month desc, months
        limit 1000
        """;

    public static async Task<IReadOnlyList<FigureRow>> ReadAsync(Reading reading)
    {
        var rows = await reading.Connection.QueryAsync<Row>(new CommandDefinition(Sql, new { reading.Scope.Year }, cancellationToken: reading.Cancellation));
        return [.. rows.GroupBy(row => row.Month).Select(month =>
        {
            var name = month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var byMonths = month.ToDictionary(row => row.Months);
            return new FigureRow(name, new(name, name), [.. Milestones.SelectMany(months => byMonths.GetValueOrDefault(months)?.Figures() ?? ["", "", "", ""])]);
        })];
    }

    private sealed class Row
    {
        public DateOnly Month { get; init; }

        public short Months { get; init; }

        public long? Due { get; init; }

        public long? Answered { get; init; }

        public long? InCity { get; init; }

        public IEnumerable<string> Figures() => Due is { } due && Answered is { } answered && InCity is { } inCity
            ? [Statistics.Figures.Count(due), Statistics.Figures.Count(answered), Statistics.Figures.Count(inCity), Statistics.Figures.Share(inCity, answered)]
            : ["", "", "", ""];
    }
}
