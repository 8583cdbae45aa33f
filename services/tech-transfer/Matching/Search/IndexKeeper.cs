namespace Platform.TechTransfer.Matching.Search;

/// <summary>Loads the indexes at the start, keeps them near the database, and learns their latent spaces when that is due.</summary>
internal sealed partial class IndexKeeper(OfferedListings listings, OpenNeeds needs, TimeProvider clock, ILogger<IndexKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Loading is work of the processor too: the host starts meanwhile.
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await TurnAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task TurnAsync(CancellationToken cancellation)
    {
        try
        {
            await listings.LearnAsync(cancellation);
            await needs.LearnAsync(cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            PutOff(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index is put off to its next turn")]
    private static partial void PutOff(ILogger logger, Exception exception);
}
