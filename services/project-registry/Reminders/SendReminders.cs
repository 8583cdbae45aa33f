using Microsoft.Extensions.Logging;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Hosting;
using Platform.Chassis.Messaging;

namespace Platform.ProjectRegistry.Reminders;

/// <summary>
/// Reminds of what is due in the pool and of leads: each thing once, kept by a row in the same transaction. Several replicas may run it:
/// the row's key lets one do it.
/// </summary>
internal sealed class SendReminders(Store store, ServiceName service, TimeProvider clock, ILogger<SendReminders> logger)
    : PeriodicWork(TimeSpan.FromMinutes(10), clock, logger)
{
    protected override Task TurnAsync(CancellationToken cancellation) => RunAsync(store, Caller.System(service.Value), cancellation);

    /// <summary>All reminders that are due now.</summary>
    public static async Task RunAsync(Store store, Caller caller, CancellationToken cancellation)
    {
        for (var slice = await RemindReports.SliceAsync(store, caller, Guid.Empty, cancellation); slice is { } last;)
        {
            slice = await RemindReports.SliceAsync(store, caller, last, cancellation);
        }

        await store.ChangeAsync(caller, RemindMilestones.RunAsync, cancellation);
        await store.ChangeAsync(caller, RemindLeads.RunAsync, cancellation);
    }
}
