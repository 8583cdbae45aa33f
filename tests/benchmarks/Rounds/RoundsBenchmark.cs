using System.Diagnostics;
using System.Globalization;
using Platform.TalentMatching.Rounds;

namespace Platform.Benchmarks.Rounds;

/// <summary>
/// Deferred acceptance on made-up markets of growing size: ten needs a talent, ten talents a need, seats for a third of the
/// talents. Needs are wished unevenly (Zipf), and what a need thinks of a talent is half the talent's own quality, half chance.
/// </summary>
internal static class RoundsBenchmark
{
    private const int EdgesOfTalent = 10;
    private const double GoalMilliseconds = 3000;
    private const double GoalPasses = 3;
    private const double GoalGibibytes = 2;

    public static int Run(Options options)
    {
        var largest = options.Number("edges", 10_000_000);
        for (var edges = Math.Min(10_000, largest); edges <= largest; edges = edges < largest ? Math.Min(edges * 10, largest) : int.MaxValue)
        {
            Measure(edges, edges == largest, options.Number("rounds", 5));
        }

        return 0;
    }

    private static void Measure(int edges, bool judged, int rounds)
    {
        var talents = Math.Max(2, edges / EdgesOfTalent);
        Report.Note($"rounds: making a market of {edges:N0} edges …");
        var market = MadeUpMarket.Of(talents, Math.Max(2, talents / 10), EdgesOfTalent, seed: 20261125);
        DeferredAcceptance.TalentOptimal(market);
        var (reads, passes, runs) = (new List<double>(), new List<double>(), new List<double>());
        int[] matching = [];
        for (var round = 0; round < rounds; round++)
        {
            runs.Add(Milliseconds(() => matching = DeferredAcceptance.TalentOptimal(market)));
            passes.Add(Milliseconds(() => Confirm(market, matching)));
            reads.Add(Milliseconds(() => GC.KeepAlive(Read(market))));
        }

        var (read, pass, run) = (Statistics.Median(reads), Statistics.Median(passes), Statistics.Median(runs));
        var name = string.Create(CultureInfo.InvariantCulture, $"rounds.{edges}");
        Report.Figure($"{name}.read", read, "ms");
        Report.Figure($"{name}.pass", pass, "ms");
        Report.Figure($"{name}.match_per_read", run / read, "reads");
        if (judged)
        {
            Report.AtMost($"{name}.match", run, "ms", GoalMilliseconds);
            Report.AtMost($"{name}.match_per_pass", run / pass, "passes", GoalPasses);
            Report.AtMost($"{name}.memory", Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024 * 1024), "GiB", GoalGibibytes);
        }
        else
        {
            Report.Figure($"{name}.match", run, "ms");
            Report.Figure($"{name}.match_per_pass", run / pass, "passes");
        }

        Report.AtMost($"{name}.blocking_pairs", 0, "pairs", 0);
    }

    /// <summary>Reads every edge, and what its need says, without deciding anything: what the memory alone costs.</summary>
    private static long Read(Market market)
    {
        var (needs, ranks, seats) = (market.Need, market.Rank, market.Seats);
        var below = 0L;
        for (var edge = 0; edge < needs.Length; edge++)
        {
            below += ranks[edge] < seats[needs[edge]] ? 1 : 0;
        }

        return below;
    }

    /// <summary>One pass over the edges that looks at both ends of each: the checker's.</summary>
    private static void Confirm(Market market, int[] matching)
    {
        var finding = StabilityCheck.Of(market, matching);
        if (!finding.IsStable)
            throw new BenchmarkFailedException($"rounds: {finding.Blocking} blocking pairs. {finding.Fault}");
    }

    private static double Milliseconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
