using System.Diagnostics;
using System.Globalization;
using Platform.TalentMatching.Engine;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.Benchmarks.Matching;

/// <summary>Exact top K of every need of a made-up city, of growing size; some are compared with scoring everybody.</summary>
internal static class MatchingBenchmark
{
    private const int Seed = 20261126;
    private const int Single = 2_000;
    private const int Compared = 5;

    public static async Task<int> RunAsync(Options options)
    {
        var (talents, k) = (options.Number("talents", 1_000_000), options.Number("k", 100));
        var needs = options.Number("needs", Math.Max(1, talents / 10));
        var taxonomy = SkillTaxonomy.Load();
        if (options.Selects("only", "memory"))
        {
            for (var size = Math.Min(10_000, talents); size <= talents; size = size < talents ? Math.Min(size * 10, talents) : int.MaxValue)
                Measure(taxonomy, size, Math.Max(1, (int)((long)needs * size / talents)), k, judged: size == talents);
        }

        if (options.Selects("only", "database"))
            await DatabaseBenchmark.RunAsync(taxonomy, new MadeUpCity(taxonomy, Seed), talents);
        return 0;
    }

    private static void Measure(SkillTaxonomy taxonomy, int talents, int needs, int k, bool judged)
    {
        Report.Note($"matching: {talents:N0} talents and {needs:N0} needs …");
        var city = new MadeUpCity(taxonomy, Seed);
        var builder = new TalentIndexBuilder();
        var random = new Random(Seed + 1);
        for (var i = 0; i < talents; i++)
            builder.Add(city.Talent(i, random), placed: false);
        random = new Random(Seed + 2);
        var profiles = Enumerable.Range(0, needs).Select(_ => NeedProfile.Of(city.Need(random), taxonomy)).ToArray();
        var started = Stopwatch.GetTimestamp();
        var index = builder.Build();
        var build = Stopwatch.GetElapsedTime(started);
        Compare(city, profiles, index, talents, k);

        // Once before, so that what is measured is compiled to the end.
        Singles([.. profiles.Take(Single)], index);
        started = Stopwatch.GetTimestamp();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var found = 0L;
        Parallel.For(
            0, needs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, () => new TopTalents(), (need, _, search) =>
            {
                Interlocked.Add(ref found, search.Of(profiles[need], index, k, TalentFilter.None).Count);
                return search;
            },
            _ => { });
        var all = Stopwatch.GetElapsedTime(started);
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        var name = string.Create(CultureInfo.InvariantCulture, $"matching.{talents}x{needs}");
        Report.Figure($"{name}.build", build.TotalSeconds, "s");
        Report.Figure($"{name}.found", found, "pairs");
        Report.Figure($"{name}.processor_per_need", processor.TotalMicroseconds / needs, "us");
        Report.Figure($"{name}.talent_p99", Statistics.Percentile(OfTalents(city, profiles), 0.99), "ms");
        var p99 = Statistics.Percentile(Singles(profiles, index), 0.99);
        if (judged)
        {
            Report.AtMost($"{name}.all", all.TotalSeconds, "s", 600);
            Report.AtMost($"{name}.one_p99", p99, "ms", 10);
            Report.AtMost($"{name}.memory", Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024 * 1024), "GiB", 4);
        }
        else
        {
            Report.Figure($"{name}.all", all.TotalSeconds, "s");
            Report.Figure($"{name}.one_p99", p99, "ms");
        }
    }

    /// <summary>Milliseconds of one need's top 50, one after the other.</summary>
    private static List<double> Singles(NeedProfile[] needs, TalentIndex index)
    {
        var (search, times) = (new TopTalents(), new List<double>());
        for (var i = 0; i < Math.Min(Single, needs.Length); i++)
        {
            var started = Stopwatch.GetTimestamp();
            search.Of(needs[i], index, 50, TalentFilter.None);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    /// <summary>The other way: milliseconds of the top 20 needs of one talent after the other.</summary>
    private static List<double> OfTalents(MadeUpCity city, NeedProfile[] needs)
    {
        var index = new NeedIndex();
        for (var i = 0; i < needs.Length; i++)
            index.Put(new IndexedNeed(new Guid(i, 0, 0, new byte[8]), i, "", InPool: false, needs[i]));
        var (random, times) = (new Random(Seed + 3), new List<double>());
        for (var i = 0; i < 500; i++)
        {
            var talent = city.Talent(i, random);
            var started = Stopwatch.GetTimestamp();
            index.Top(talent, 20, _ => true);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static void Compare(MadeUpCity city, NeedProfile[] needs, TalentIndex index, int talents, int k)
    {
        var bests = needs.Take(Compared).Select(_ => new Best(k)).ToArray();
        var random = new Random(Seed + 1);
        for (var i = 0; i < talents; i++)
        {
            var talent = city.Talent(i, random);
            for (var need = 0; need < bests.Length; need++)
            {
                if (!Score.MayWork(needs[need].Terms.Employment, talent.Employment) || Score.AtMost(needs[need], talent) < bests[need].Threshold)
                    continue;
                var scored = Score.Of(needs[need], talent);
                if (scored.Fits)
                    bests[need].Offer(new Hit(scored.Points, scored.MustPoints, talent.Sequence, 0));
            }
        }

        for (var need = 0; need < bests.Length; need++)
        {
            var found = new TopTalents().Of(needs[need], index, k, TalentFilter.None).Select(hit => hit with { Slot = 0 });
            if (!found.SequenceEqual(bests[need].Sorted()))
                throw new BenchmarkFailedException($"matching: the top of need {need} is another than by scoring everybody.");
        }
    }
}
