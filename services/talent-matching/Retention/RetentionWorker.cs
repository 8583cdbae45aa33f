using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Hosting;

namespace Platform.TalentMatching.Retention;

/// <summary>Tells each month's totals once it is over.</summary>
internal sealed class RetentionWorker(Store store, TimeProvider clock, ILogger<RetentionWorker> logger) : PeriodicWork(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private readonly Caller _caller = Caller.System("talent-matching");

    protected override Task TurnAsync(CancellationToken cancellation) => store.ChangeAsync(_caller, MeasureRetention.OnceAsync, cancellation);
}
