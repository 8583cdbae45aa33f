using Platform.ProjectRegistry.Calendar;

namespace Platform.ProjectRegistry.Reports;

/// <summary>A quarter that has ended and whose report is not filed.</summary>
/// <param name="DueDay">The last day on which it is in time.</param>
/// <param name="DaysLate">Calendar days past it; 0: not late.</param>
public sealed record OwedQuarter(Quarter Quarter, DateOnly DueDay, int DaysLate)
{
    /// <summary>Every ended quarter from the plan's start on, except those filed; oldest first.</summary>
    /// <param name="workingDays">A report is due so many working days after the quarter (<c>pool-rules.json</c>).</param>
    public static IReadOnlyList<OwedQuarter> Of(DateOnly startDay, IReadOnlySet<Quarter> filed, int workingDays, WorkingDays calendar, DateOnly today)
    {
        List<OwedQuarter> owed = [];
        for (var quarter = Quarter.Of(startDay); quarter.LastDay < today; quarter = quarter.Next)
        {
            if (!filed.Contains(quarter))
            {
                var due = DueDayOf(quarter, workingDays, calendar);
                owed.Add(new(quarter, due, Math.Max(0, today.DayNumber - due.DayNumber)));
            }
        }

        return owed;
    }

    public static DateOnly DueDayOf(Quarter quarter, int workingDays, WorkingDays calendar) => calendar.LastOf(quarter.LastDay, workingDays);
}
