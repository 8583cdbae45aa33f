using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Calendar;

public sealed class CalendarTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private CalendarService.CalendarServiceClient Official => new(registry.Official());

    [Fact]
    public async Task A_year_shows_every_day_with_its_holidays_and_make_up_days()
    {
        var year = await Official.GetCalendarYearAsync(new GetCalendarYearRequest { Year = 2026 });
        Assert.Equal((365, true), (year.Days.Count, year.Arranged));
        Assert.Contains("国办发明电", year.Source, StringComparison.Ordinal);
        Assert.Equal((CalendarDayKind.Holiday, "国庆节", false), Day(year, "2026-10-01"));
        Assert.Equal((CalendarDayKind.MakeUp, "", true), Day(year, "2026-10-10"));
        Assert.Equal((CalendarDayKind.Weekend, "", false), Day(year, "2026-10-17"));
        Assert.Equal((CalendarDayKind.Workday, "", true), Day(year, "2026-10-12"));
        Assert.Equal(year.Days.Count(day => day.Working), year.WorkingDays);
    }

    [Fact]
    public async Task A_year_whose_notice_is_not_out_says_so()
    {
        var year = await Official.GetCalendarYearAsync(new GetCalendarYearRequest { Year = 2027 });
        Assert.False(year.Arranged);
        Assert.Contains("放假办法", year.Source, StringComparison.Ordinal);
        Assert.Equal(CalendarDayKind.Holiday, Day(year, "2027-01-01").Kind);
    }

    [Fact]
    public async Task A_day_that_officials_set_counts_for_the_next_notice_until_it_is_taken_back()
    {
        var today = CityDays.Of(registry.Clock.GetUtcNow());
        var last = WorkingDays.OfFiles.LastOf(today, 5);
        var set = await Official.SetCalendarDayAsync(new SetCalendarDayRequest { Day = CityDays.Text(last), Working = false, Name = "全市停电检修", Source = "市政府通知" });
        Assert.Equal((CalendarDayKind.Set, false), (set.Kind, set.Working));
        var journey = await Journey.NoticedAsync(registry, batch => (batch.Rehearsal, batch.NoticeWorkingDays) = (false, 5));
        Assert.Equal(CityDays.Text(WorkingDays.OfFiles.LastOf(last, 1)), (await journey.BatchAsync()).NoticeLastDay);

        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, Official.SetCalendarDayAsync(new SetCalendarDayRequest { Day = set.Day, Working = true, Name = "撤销", Source = "通知", Etag = "7" }));
        var back = await Official.RemoveCalendarDayAsync(new RemoveCalendarDayRequest { Day = set.Day, Etag = set.Etag });
        Assert.True(back.Working);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Official.RemoveCalendarDayAsync(new RemoveCalendarDayRequest { Day = set.Day }));
        // The notice that runs keeps its last day.
        Assert.Equal(CityDays.Text(WorkingDays.OfFiles.LastOf(last, 1)), (await journey.BatchAsync()).NoticeLastDay);
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from calendar_day"));
    }

    [Fact]
    public async Task A_day_that_does_not_exist_is_refused_and_only_officials_set_days()
    {
        var wrong = new SetCalendarDayRequest { Day = "2027-02-29", Working = true, Name = "闰日", Source = "无" };
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Official.SetCalendarDayAsync(wrong));
        wrong.Day = "2027-02-28";
        var firm = new CalendarService.CalendarServiceClient(registry.Enterprise(RegistryFixture.FirstFirm));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, firm.SetCalendarDayAsync(wrong));
        Assert.Equal(365, (await firm.GetCalendarYearAsync(new GetCalendarYearRequest { Year = 2027 })).Days.Count);
    }

    private static (CalendarDayKind Kind, string Name, bool Working) Day(CalendarYear year, string day)
    {
        var found = year.Days.Single(one => one.Day == day);
        return (found.Kind, found.Name, found.Working);
    }
}
