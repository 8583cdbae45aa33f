using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;

namespace Platform.ProjectRegistry.Reminders;

/// <summary>
/// Reminds of what is due in the pool and of leads: each thing once, kept by a row in the same transaction. Several replicas may run it:
/// the row's key lets one do it.
/// </summary>
internal sealed partial class SendReminders(Store store, ServiceName service, TimeProvider clock, ILogger<SendReminders> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                try
                {
                    await RunAsync(store, Caller.System(service.Value), stoppingToken);
                }
                catch (NpgsqlException exception)
                {
                    PutOff(logger, exception);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reminders are put off to their next turn")]
    private static partial void PutOff(ILogger logger, Exception exception);
}
