namespace Platform.ProjectRegistry.Selection.Stability;

/// <summary>How stable an application's place is.</summary>
/// <param name="Selected">In how many of the resamples it makes the list.</param>
/// <param name="RankLow">Lower percentile of its rank, and <paramref name="RankHigh"/> the upper one.</param>
public sealed record StablePlace(Candidate Application, int Selected, int RankLow, int RankHigh)
{
    /// <summary>Share of the resamples in ten-thousandths, rounded half up.</summary>
    public int Share(int resamples) => (int)(((Selected * 20_000L) + resamples) / (2L * resamples));

    public bool IsAtBoundary(int resamples, StabilityRules rules) =>
        Share(resamples) > rules.BoundaryLow && Share(resamples) < rules.BoundaryHigh;
}

/// <summary>
/// How often each application would make the list if its reviewers had been others of the same kind: a bootstrap of reviewers.
/// </summary>
/// <remarks>
/// <para>In each resample every application draws as many of its own score sheets as it has, with replacement; applications are
/// ranked again by the mean and all tie-breaks, and selected again under capacity and quotas. Source: B. Efron, “Bootstrap methods:
/// another look at the jackknife”, Annals of Statistics 7 (1979) 1–26; percentile intervals after Efron and Tibshirani 1993, ch. 13.</para>
/// <para>Sheets are drawn within an application, not reviewers of the whole batch: each application keeps its number of sheets, none
/// loses all of them, and where every reviewer scores only a few applications this is the variation that decides. What it leaves
/// out is that one lenient reviewer moves all the applications that he scored together; a batch that normalises its scores takes that
/// out before, and its adjustment is fitted once and held. Vetoes stay as they are.</para>
/// <para>Whole numbers only, each resample from a seed of its own, and counts added up at the end: the figures depend neither on the
/// machine nor on the number of workers.</para>
/// </remarks>
public static class RankStability
{
    public static int ResamplesFor(StabilityInput input, StabilityRules rules) =>
        QuotaTree.Build([.. input.Applications.Where((_, i) => input.TakesPart[i])], input.Capacity, input.Quotas) is null ? rules.CrossingResamples : rules.Resamples;

    /// <param name="workers">How many threads share the work; the result is the same for any number.</param>
    /// <returns>In order of rank.</returns>
    public static IReadOnlyList<StablePlace> Assess(StabilityInput input, StabilityRules rules, int resamples, int workers, CancellationToken cancellation)
    {
        var resampling = new Resampling(input, rules.Seed);
        workers = Math.Clamp(workers, 1, resamples);
        var tallies = new Tally[workers];
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, worker =>
        {
            var tally = tallies[worker] = new Tally(input.Applications.Count);
            var desk = resampling.NewDesk();
            for (var number = worker; number < resamples; number += workers)
            {
                cancellation.ThrowIfCancellationRequested();
                resampling.Run(number, desk, tally);
            }
        });
        return [.. input.Applications.Select((application, i) => new StablePlace(
            application,
            tallies.Sum(tally => tally.Selected[i]),
            Tally.Percentile(tallies, i, Math.Max(1, ((resamples * rules.IntervalLowPercent) + 99) / 100)),
            Tally.Percentile(tallies, i, ((resamples * rules.IntervalHighPercent) + 99) / 100)))];
    }
}

/// <summary>What one worker has counted.</summary>
internal sealed class Tally(int applications)
{
    /// <summary>Ranks are counted one by one up to this many applications, and in steps beyond.</summary>
    private const int Finest = 1024;

    private readonly int _width = (applications + Finest - 1) / Finest;
    private readonly int _cells = Math.Min(applications, Finest);
    private readonly int[] _ranks = new int[applications * Math.Min(applications, Finest)];

    public int[] Selected { get; } = new int[applications];

    /// <param name="rank">From 0.</param>
    public void Count(int application, int rank) => _ranks[(application * _cells) + (rank / _width)]++;

    /// <summary>The rank, from 1, up to which an application came in at least so many resamples; the better end of the step.</summary>
    public static int Percentile(Tally[] tallies, int application, int atLeast)
    {
        var (width, cells) = (tallies[0]._width, tallies[0]._cells);
        var sum = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            sum += tallies.Sum(tally => tally._ranks[(application * cells) + cell]);
            if (sum >= atLeast)
            {
                return (cell * width) + 1;
            }
        }

        return ((cells - 1) * width) + 1;
    }
}
