using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenIddict.Abstractions;

namespace Platform.Identity.Tokens;

/// <summary>
/// Registers the portal as soon as the database answers, then removes spent tokens now and then. The host is ready once the
/// portal is registered.
/// </summary>
public sealed partial class Upkeep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Upkeep> logger) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Longer than a refresh token lives.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(14);

    private volatile bool _portalRegistered;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        _portalRegistered ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The portal's client is not registered yet: run `migrate`, see that PostgreSQL answers."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Interval;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await RunAsync(scope.ServiceProvider, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, exception);
                wait = Retry;
            }

            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await PortalClient.RegisterAsync(
            services.GetRequiredService<IOpenIddictApplicationManager>(), services.GetRequiredService<IConfiguration>(), cancellation);
        _portalRegistered = true;
        var threshold = clock.GetUtcNow() - KeepFor;
        await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(threshold, cancellation);
        await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(threshold, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upkeep of clients and tokens failed; it will be tried again")]
    private static partial void Failed(ILogger logger, Exception exception);
}
