using System.Diagnostics;
using Platform.ProjectRegistry.Selection;
using Platform.ProjectRegistry.Selection.Stability;
using Platform.Registry.V1;

namespace Platform.Benchmarks.Selection;

/// <summary>
/// Selecting 25 of 5,000 under quotas of one kind and of three kinds that cross, rank stability of 500 projects with five reviewers each,
/// import of 5,000 applications and lists of 100,000, the last two through the real host and database.
/// </summary>
internal static class SelectionBenchmark
{
    private const int Seats = 25;

    public static async Task<int> RunAsync(Options options)
    {
        if (options.Selects("only", "selection"))
            Selections(options.Number("candidates", 5_000), options.Number("rounds", 60));
        if (options.Selects("only", "stability"))
            Stability(options.Number("projects", 500), options.Number("reviewers", 5), options.Number("resamples", 10_000));
        if (options.Selects("only", "import") || options.Selects("only", "list"))
            await RegistryBenchmark.RunAsync(options);
        return 0;
    }

    private static void Selections(int candidates, int rounds)
    {
        (string Name, Func<Random, ClassQuota[]> Quotas)[] cases =
        [
            ("one_kind", _ => [.. Quotas(QuotaKind.Industry, 5, 2, 8)]),
            ("two_kinds", _ => [.. Quotas(QuotaKind.Industry, 5, 3, 6), .. Quotas(QuotaKind.Track, 6, 3, 5)]),
            ("three_kinds", _ => [.. Quotas(QuotaKind.Industry, 5, 3, 6), .. Quotas(QuotaKind.Track, 6, 3, 5), .. Quotas(QuotaKind.District, 9, 2, 4)]),
        ];
        foreach (var (name, quotas) in cases)
        {
            var times = new List<double>();
            // Every round has other candidates; the first ones warm the runtime and the solver up.
            for (var round = -10; round < rounds; round++)
            {
                var random = new Random(round);
                var ranked = Candidates(candidates, random);
                var asked = quotas(random);
                var start = Stopwatch.GetTimestamp();
                var selected = Selector.Best(ranked, Seats, asked);
                var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (selected?.Count != Seats)
                    throw new BenchmarkFailedException($"{name}: {selected?.Count} selected instead of {Seats}");
                if (round >= 0)
                    times.Add(elapsed);
            }

            Report.Figure($"selection.{name}.p50", Statistics.Median(times), "ms");
            Report.AtMost($"selection.{name}.p95", Statistics.Percentile(times, 0.95), "ms", 50);
        }
    }

    private static IEnumerable<ClassQuota> Quotas(QuotaKind kind, int classes, int minimum, int maximum) =>
        Enumerable.Range(0, classes).Select(number => new ClassQuota(kind, $"{kind}{number}", minimum, maximum));

    private static Candidate[] Candidates(int count, Random random)
    {
        int[] scores = [.. Enumerable.Range(0, count).Select(_ => random.Next(400_000, 950_000)).OrderDescending()];
        return [.. scores.Select((score, i) => new Candidate(
            new Guid(i + 1, 0, 0, new byte[8]), $"{QuotaKind.Industry}{random.Next(5)}", i + 1, score, $"{QuotaKind.Track}{random.Next(6)}", $"{QuotaKind.District}{random.Next(9)}"))];
    }

    private static void Stability(int projects, int reviewers, int resamples)
    {
        var random = new Random(1);
        var candidates = Candidates(projects, random);
        long[] totals = [.. candidates.SelectMany(candidate => Enumerable.Range(0, reviewers).Select(_ => Math.Clamp((candidate.Score / 100) + random.Next(-1_500, 1_500), 0, 10_000L)))];
        var input = new StabilityInput(
            candidates, [.. candidates.Select(_ => true)], [.. candidates.Select((_, i) => i)], [.. Enumerable.Range(0, projects + 1).Select(i => i * reviewers)],
            totals, totals, totals, 100, Seats, [.. Quotas(QuotaKind.Industry, 5, 2, 8)]);
        var rules = StabilityRules.Current;
        var times = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var places = RankStability.Assess(input, rules, resamples, Environment.ProcessorCount, CancellationToken.None);
            if (round > 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (places.Sum(place => (long)place.Selected) != (long)Seats * resamples)
                throw new BenchmarkFailedException("stability: a resample did not fill its seats");
        }

        Report.AtMost("selection.stability", Statistics.Median(times), "s", 2);
    }
}
