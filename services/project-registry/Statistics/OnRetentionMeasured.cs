using System.Globalization;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Talent.V1;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>Keeps what talent-matching measured of a month; the latest telling counts.</summary>
internal sealed class OnRetentionMeasured : IEventHandler<RetentionMeasured>
{
    public async Task HandleAsync(RetentionMeasured @event, EventContext context, Change change)
    {
        const string sql = """
            insert into retention_month (month, months, telling, due, answered, in_city) values (@month, @Months, @Telling, @due, @answered, @inCity)
            on conflict (month, months) do update
            set telling = excluded.telling, due = excluded.due, answered = excluded.answered, in_city = excluded.in_city
            where retention_month.telling < excluded.telling
            """;
        var month = DateOnly.ParseExact($"{@event.Month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var total in @event.Totals)
        {
            await change.ExecuteAsync(sql, new
            {
                month,
                total.Months,
                @event.Telling,
                due = total.Suppressed ? (long?)null : total.Due,
                answered = total.Suppressed ? (long?)null : total.Answered,
                inCity = total.Suppressed ? (long?)null : total.InCity,
            });
        }
    }
}
