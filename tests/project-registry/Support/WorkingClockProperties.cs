using FsCheck.Xunit;
using Platform.ProjectRegistry.Calendar;
using Platform.ProjectRegistry.Support;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Support;

public sealed class WorkingClockProperties
{
    private static readonly DateOnly Filed = new(2026, 9, 21);

    /// <summary>The rule as it is worded: a working day counts where the clock was running as the day began.</summary>
    private static int CountByDay(IReadOnlyList<(DateOnly Day, bool Running)> changes, DateOnly asOf)
    {
        var count = 0;
        for (var day = Filed; day <= asOf; day = day.AddDays(1))
        {
            var atDayBegin = changes.Where(change => change.Day < day).Select(change => (bool?)change.Running).LastOrDefault() ?? false;
            count += atDayBegin && WorkingDays.OfFiles.Includes(day) ? 1 : 0;
        }

        return count;
    }

    [Property]
    public void Days_used_are_those_that_began_with_the_clock_running(byte[] gaps, byte asOf)
    {
        var (runs, changes) = History(gaps);
        var until = Filed.AddDays(asOf);
        Assert.Equal(CountByDay(changes, until), WorkingClock.Used(WorkingDays.OfFiles, runs, until));
    }

    [Property]
    public void It_is_overdue_from_the_first_day_on_which_more_than_the_limit_is_used(byte[] gaps, byte limitSeed)
    {
        var (runs, _) = History(gaps);
        var limit = 1 + (limitSeed % 30);
        var day = WorkingClock.OverdueOn(WorkingDays.OfFiles, runs, limit);
        if (day is not { } overdue)
        {
            Assert.True(WorkingClock.Used(WorkingDays.OfFiles, runs, Filed.AddDays(2000)) <= limit);
            return;
        }

        Assert.Equal(limit + 1, WorkingClock.Used(WorkingDays.OfFiles, runs, overdue));
        Assert.Equal(limit, WorkingClock.Used(WorkingDays.OfFiles, runs, overdue.AddDays(-1)));
        var due = WorkingClock.DueOn(WorkingDays.OfFiles, runs, limit)!.Value;
        Assert.True(due < overdue && WorkingDays.OfFiles.Includes(due) && WorkingClock.Used(WorkingDays.OfFiles, runs, due) <= limit);
    }

    [Theory]
    [InlineData("2026-11-24", 5, "2026-12-01")] // Tuesday; the day of filing does not count
    [InlineData("2026-09-30", 5, "2026-10-13")] // National Day; Saturday the 10th is made up
    public void Without_a_pause_it_is_due_as_a_notice_of_that_length_would_end(string filed, int limit, string due) =>
        Assert.Equal(DateOnly.Parse(due, null), WorkingClock.DueOn(WorkingDays.OfFiles, [new ClockRun(1, DateOnly.Parse(filed, null), null)], limit));

    [Fact]
    public void The_day_of_the_question_counts_and_the_day_of_the_answer_does_not()
    {
        // Filed Monday, asked Tuesday, answered Thursday, looked at on Friday: Tuesday and Friday.
        ClockRun[] runs = [new(1, new(2026, 11, 16), new(2026, 11, 17)), new(1, new(2026, 11, 19), null)];
        Assert.Equal(2, WorkingClock.Used(WorkingDays.OfFiles, runs, new(2026, 11, 20)));
        Assert.Equal(1, WorkingClock.Used(WorkingDays.OfFiles, runs, new(2026, 11, 19)));
    }

    [Theory]
    [InlineData(0, 10, ClockState.OnTime)]
    [InlineData(7, 10, ClockState.OnTime)]
    [InlineData(8, 10, ClockState.DueSoon)]
    [InlineData(10, 10, ClockState.DueSoon)]
    [InlineData(11, 10, ClockState.Overdue)]
    public void States_follow_the_days_used(int used, int limit, ClockState state) => Assert.Equal(state, WorkingClock.StateOf(used, limit, 80));

    [Theory]
    [InlineData(7, 10, "")]
    [InlineData(8, 10, "1")]
    [InlineData(10, 10, "1")]
    [InlineData(11, 10, "1 2")]
    [InlineData(15, 10, "1 2 3")]
    public void Each_level_of_escalation_is_reached_at_its_mark(int used, int limit, string levels)
    {
        Assert.Equal(levels, string.Join(' ', SupportRules.Current.Reached(used, limit, new HashSet<int>()).Select(level => level.Level)));
        Assert.Empty(SupportRules.Current.Reached(used, limit, new HashSet<int> { 1, 2, 3 }));
    }

    /// <summary>Runs and pauses in turn, some of no day's length.</summary>
    private static (IReadOnlyList<ClockRun> Runs, List<(DateOnly Day, bool Running)> Changes) History(byte[] gaps)
    {
        IReadOnlyList<ClockRun> runs = WorkingClock.After([], running: true, 1, Filed);
        List<(DateOnly, bool)> changes = [(Filed, true)];
        var day = Filed;
        var running = true;
        foreach (var gap in gaps ?? [])
        {
            day = day.AddDays(gap % 9);
            running = !running;
            runs = WorkingClock.After(runs, running, 1, day);
            changes.Add((day, running));
        }

        return (runs, changes);
    }
}
