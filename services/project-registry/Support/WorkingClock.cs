using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>One run of the clock, in days of the city; null: it still runs.</summary>
internal sealed record ClockRun(int Round, DateOnly StartedOn, DateOnly? StoppedOn);

/// <summary>
/// A service level's clock in working days; hours do not count. One rule: a working day counts where the clock was running as the
/// day began. So the day of filing does not count (Civil Code art. 201), the day on which the firm is asked does, the day on which it
/// answers does not, and neither does anything between. Pure.
/// </summary>
internal static class WorkingClock
{
    /// <summary>The runs after a step: stopped, started anew or left alone.</summary>
    public static IReadOnlyList<ClockRun> After(IReadOnlyList<ClockRun> runs, bool running, int round, DateOnly today)
    {
        if (runs.Any(run => run.StoppedOn is null) == running)
        {
            return runs;
        }

        return running
            ? [.. runs, new ClockRun(round, today, null)]
            : [.. runs.Select(run => run.StoppedOn is null ? run with { StoppedOn = today } : run)];
    }

    /// <summary>Working days used up to the end of a day.</summary>
    public static int Used(WorkingDays days, IEnumerable<ClockRun> runs, DateOnly asOf)
    {
        var used = 0;
        foreach (var run in runs)
        {
            var last = run.StoppedOn is { } stopped && stopped < asOf ? stopped : asOf;
            for (var day = run.StartedOn.AddDays(1); day <= last; day = day.AddDays(1))
            {
                used += days.Includes(day) ? 1 : 0;
            }
        }

        return used;
    }

    /// <summary>The first day on which more than the limit is used; null where the clock stands before.</summary>
    public static DateOnly? OverdueOn(WorkingDays days, IEnumerable<ClockRun> runs, int limit)
    {
        var left = limit + 1;
        foreach (var run in runs)
        {
            if (run.StoppedOn is not { } stopped)
            {
                return days.LastOf(run.StartedOn, left);
            }

            for (var day = run.StartedOn.AddDays(1); day <= stopped; day = day.AddDays(1))
            {
                left -= days.Includes(day) ? 1 : 0;
                if (left == 0)
                {
                    return day;
                }
            }
        }

        return null;
    }

    /// <summary>The last working day in time; null where the clock stands before.</summary>
    public static DateOnly? DueOn(WorkingDays days, IEnumerable<ClockRun> runs, int limit)
    {
        if (OverdueOn(days, runs, limit) is not { } overdue)
        {
            return null;
        }

        var day = overdue.AddDays(-1);
        while (!days.Includes(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <param name="dueSoonPercent">Share of the limit from which it is due soon; null where nothing is awaited any more.</param>
    public static ClockState StateOf(int used, int limit, int? dueSoonPercent) =>
        used > limit ? ClockState.Overdue : used * 100 >= dueSoonPercent * limit ? ClockState.DueSoon : ClockState.OnTime;
}
