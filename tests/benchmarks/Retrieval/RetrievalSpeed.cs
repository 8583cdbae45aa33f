using System.Diagnostics;
using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.Benchmarks.Retrieval;

/// <summary>Time and memory at many texts; the best are compared with a scorer without an index.</summary>
internal static class RetrievalSpeed
{
    private const int Seed = 20261126;
    private const int Best = 10;
    private const int Compared = 20;
    private static readonly RetrievalParameters Parameters = RetrievalParameters.Shipped;

    public static void Run(Paper[] papers, int texts)
    {
        Report.Note($"retrieval: {texts:N0} abstracts …");
        var mixed = new MixedAbstracts(papers, Seed);
        var index = new TextIndex(Parameters);
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < texts; number++)
            index.Put(RetrievalBenchmark.Id(number), new IndexedText("", [], mixed.Next()));
        index.Adopt(LatentSpace.Learn(index.Sample(), Parameters));
        Report.AtMost("retrieval.index", Stopwatch.GetElapsedTime(started).TotalSeconds, "s", 180);
        using (var self = Process.GetCurrentProcess())
            Report.AtMost("retrieval.memory", self.PeakWorkingSet64 / (double)(1 << 30), "GiB", 2);

        var glossary = new Glossary(Glossary.Shipped);
        Query Of(string text) => Query.Of(text, glossary, Parameters.GlossaryWeight);
        Measure("keywords", [.. papers.Select(paper => paper.Keywords)], text => index.Search(Of(text), Best), goal: 20);
        Measure("title", [.. papers.Select(paper => paper.Title)], text => index.Search(Of(text), Best), goal: 20);
        Measure("neighbours", [.. papers.Select(paper => paper.Title)], text => index.Neighbours(Of(text), Best), goal: null);
        Compare(index, Seed, papers, texts);
        Fresh(index, texts);
    }

    private static void Measure(string name, string[] queries, Func<string, IReadOnlyList<Hit>> search, double? goal)
    {
        // Once before, so that what is measured is compiled to the end.
        foreach (var query in queries)
            search(query);
        using var self = Process.GetCurrentProcess();
        var processor = self.TotalProcessorTime;
        var times = queries.Select(query =>
        {
            var started = Stopwatch.GetTimestamp();
            search(query);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }).ToArray();
        self.Refresh();
        Report.Figure($"retrieval.{name}.processor", (self.TotalProcessorTime - processor).TotalMilliseconds / queries.Length, "ms/query");
        Report.Figure($"retrieval.{name}.p50", Statistics.Median(times), "ms");
        if (goal is { } most)
            Report.AtMost($"retrieval.{name}.p99", Statistics.Percentile(times, 0.99), "ms", most);
        else
            Report.Figure($"retrieval.{name}.p99", Statistics.Percentile(times, 0.99), "ms");
    }

    /// <summary>The same texts are made again, counted without the index, and scored one by one.</summary>
    private static void Compare(TextIndex index, int seed, Paper[] papers, int texts)
    {
        var queries = papers.Take(Compared).Select(paper => Query.Of(paper.Title)).ToArray();
        var plain = new PlainScorer(queries);
        var mixed = new MixedAbstracts(papers, seed);
        for (var number = 0; number < texts; number++)
            plain.Add(RetrievalBenchmark.Id(number), mixed.Next());
        var same = queries.Where((query, number) => index.Search(query, Best).SequenceEqual(plain.Best(number, Best))).Count();
        Report.AtLeast("retrieval.same_as_brute_force", same, "queries", Compared);
        if (same < Compared)
            throw new BenchmarkFailedException("The index does not find what a scorer of every text finds.");
    }

    private static void Fresh(TextIndex index, int texts)
    {
        var id = RetrievalBenchmark.Id(texts);
        var started = Stopwatch.GetTimestamp();
        index.Put(id, new IndexedText("磁悬浮惯性储能飞轮转子动平衡", [], "一种磁悬浮惯性储能飞轮转子的动平衡方法。"));
        if (index.Search(Query.Of("磁悬浮惯性储能飞轮"), Best).All(hit => hit.Id != id))
            throw new BenchmarkFailedException("A new listing is not found.");
        Report.AtMost("retrieval.new_found", Stopwatch.GetElapsedTime(started).TotalSeconds, "s", 1);
    }
}
