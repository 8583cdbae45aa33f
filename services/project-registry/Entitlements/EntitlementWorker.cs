using System.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.ProjectRegistry.Policies;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>
/// Puts the city's policies in place at the start, then computes what is due: first policies that were published, then firms whose
/// projects, credit or registration changed. A crash leaves what is unfinished due; replicas take different work. Woken by NOTIFY.
/// </summary>
internal sealed partial class EntitlementWorker(Store store, ServiceName service, TimeProvider clock, ILogger<EntitlementWorker> logger) : BackgroundService
{
    public const string Channel = "entitlement_due";
    private static readonly TimeSpan Fallback = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SeedPolicies.RunAsync(store, Caller.System(service.Value), stoppingToken);
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                PutOff(logger, exception);
                await Task.Delay(AfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var listener = await store.OpenAsync(cancellation);
        await ExecuteAsync(listener, $"listen {Channel}", cancellation);
        try
        {
            while (true)
            {
                while (await ComputePolicyChange.RunAsync(store, Caller.System(service.Value), cancellation)
                    || await ComputeDueFirms.RunAsync(store, Caller.System(service.Value), cancellation))
                {
                    // Until nothing is due.
                }

                await listener.WaitAsync(Fallback, cancellation);
            }
        }
        finally
        {
            // It goes back to the pool, which does not reset it.
            if (listener.State == ConnectionState.Open)
            {
                await ExecuteAsync(listener, $"unlisten {Channel}", CancellationToken.None);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Entitlements that are due are put off")]
    private static partial void PutOff(ILogger logger, Exception exception);
}
