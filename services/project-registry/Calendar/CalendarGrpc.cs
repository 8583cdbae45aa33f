using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Calendar;

/// <summary>The city's working days.</summary>
public sealed class CalendarGrpc(Store store) : CalendarService.CalendarServiceBase
{
    [Authorize]
    public override Task<CalendarYear> GetCalendarYear(GetCalendarYearRequest request, ServerCallContext context) =>
        Calendar.GetCalendarYear.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<CalendarDay> SetCalendarDay(SetCalendarDayRequest request, ServerCallContext context) =>
        Calendar.SetCalendarDay.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<CalendarDay> RemoveCalendarDay(RemoveCalendarDayRequest request, ServerCallContext context) =>
        Calendar.SetCalendarDay.RemoveAsync(store, context, request);
}
