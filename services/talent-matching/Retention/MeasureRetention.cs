using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Retention;

/// <summary>Tells the city's totals up to the end of a month, for the city's statistics.</summary>
internal static class MeasureRetention
{
    private const int MonthsBack = 36;

    public static async Task<RetentionMeasurement> RunAsync(Change change, MeasureRetentionRequest request)
    {
        var last = LastMonth(change.Now);
        var month = last;
        if (request.Month.Length > 0
            && (!DateOnly.TryParseExact($"{request.Month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out month)
                || month > last || month < last.AddMonths(-MonthsBack)))
        {
            throw RetentionErrors.Month.ToException();
        }

        var totals = await TotalsAsync(change, month) ?? throw RetentionErrors.NothingDue.ToException();
        const string sql = """
            insert into retention_measurement (month, told, measured_at) values (@month, 1, @Now)
            on conflict (month) do update set told = retention_measurement.told + 1, measured_at = excluded.measured_at
            returning told
            """;
        var telling = await change.ExecuteScalarAsync<int>(sql, new { month, change.Now });
        Tell(change, month, telling, totals);
        return new RetentionMeasurement { Month = Text(month), Telling = telling, Totals = { totals } };
    }

    /// <summary>The month that is over last, once: of several replicas one finds it untold.</summary>
    public static async Task OnceAsync(Change change)
    {
        var month = LastMonth(change.Now);
        const string claim = "insert into retention_measurement (month, told, measured_at) values (@month, 1, @Now) on conflict do nothing";
        const string told = "select exists (select from retention_measurement where month = @month)";
        if (await change.ExecuteScalarAsync<bool>(told, new { month }) || await TotalsAsync(change, month) is not { } totals)
        {
            return;
        }

        if (await change.ExecuteAsync(claim, new { month, change.Now }) == 1)
        {
            Tell(change, month, 1, totals);
        }
    }

    private static void Tell(Change change, DateOnly month, int telling, IReadOnlyList<RetentionFigures> totals)
    {
        change.Raise(new RetentionMeasured
        {
            Month = Text(month),
            Telling = telling,
            Totals =
            {
                totals.Select(total => new RetentionTotal
                {
                    Months = total.Months, Suppressed = total.Suppressed, Due = total.Due, Answered = total.Answered, InCity = total.InCity,
                }),
            },
        }, Text(month));
        change.Audit("retention.measured", "retention", Text(month), new { telling });
    }

    /// <summary>Null where nothing was due.</summary>
    private static async Task<IReadOnlyList<RetentionFigures>?> TotalsAsync(Change change, DateOnly month)
    {
        var published = await PublishedRetention.ReadAsync(
            change.Connection, change.Transaction, RetentionDimension.College, RetentionScope.City, month.AddMonths(1).AddDays(-1), change.Cancellation);
        return published.Totals.All(total => total.Due == 0)
            ? null
            : [.. published.Totals.Select((total, i) => GetRetention.Figures(i, total, published.Closed[i]))];
    }

    private static DateOnly LastMonth(DateTimeOffset now) => CityDays.Of(now) is var today ? new DateOnly(today.Year, today.Month, 1).AddMonths(-1) : default;

    private static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
