using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Calendar;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Calendar;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-11-24", 5, "2026-12-01")] // Tuesday; a plain week
    [InlineData("2026-11-24", 0, "2026-11-24")]
    [InlineData("2026-09-30", 5, "2026-10-13")] // National Day; Saturday the 10th is made up
    [InlineData("2026-02-13", 3, "2026-02-25")] // Spring Festival; Saturday the 14th is made up
    [InlineData("2025-01-24", 2, "2025-01-27")] // Sunday the 26th is made up
    [InlineData("2025-09-26", 4, "2025-10-09")] // Sunday 28 September is made up, National Day and Mid-Autumn to the 8th
    [InlineData("2026-12-30", 2, "2027-01-04")] // No notice for 2027 yet: New Year's Day by law
    public void The_last_day_of_a_period(string first, int days, string last) =>
        Assert.Equal(DateOnly.Parse(last, null), WorkingDays.OfFiles.LastOf(DateOnly.Parse(first, null), days));

    [Fact]
    public void A_year_has_as_many_working_days_as_its_notice_leaves()
    {
        // Weekends less make-up days, holidays on weekdays as the notice lists them.
        Assert.Equal(248, CountOf(2025));
        Assert.Equal(248, CountOf(2026));
    }

    [Fact]
    public void The_day_is_that_of_the_city()
    {
        Assert.Equal(new DateOnly(2026, 11, 25), CityDays.Of(new DateTimeOffset(2026, 11, 24, 16, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2026, 11, 24), CityDays.Of(new DateTimeOffset(2026, 11, 24, 15, 59, 59, TimeSpan.Zero)));
    }

    private static int CountOf(int year) => Enumerable.Range(0, 365).Count(day => WorkingDays.OfFiles.Includes(new DateOnly(year, 1, 1).AddDays(day)));
}
