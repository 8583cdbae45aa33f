using System.Reflection;
using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.Benchmarks.Retrieval;

/// <summary>
/// The engine that searches listings and needs: how well it finds known papers and topical neighbours, beside Lucene on the same
/// papers, and how fast and large it is at 400,000 abstracts. The index holds abstracts alone.
/// </summary>
internal static class RetrievalBenchmark
{
    private const int Nearest = 10;
    private static readonly RetrievalParameters Parameters = RetrievalParameters.Shipped;

    public static int Run(Options options)
    {
        var papers = Paper.Read(options.Text("data", DefaultData));
        if (options.Selects("only", "quality"))
            Quality(papers);
        if (options.Selects("only", "speed"))
            RetrievalSpeed.Run(papers, options.Number("texts", 400_000));
        return 0;
    }

    private static void Quality(Paper[] papers)
    {
        var glossary = new Glossary(Glossary.Shipped);
        var index = new TextIndex(Parameters);
        foreach (var (number, paper) in papers.Index())
            index.Put(Id(number), new IndexedText("", [], paper.Abstract));
        index.Adopt(LatentSpace.Learn(index.Sample(), Parameters));
        Query Of(string text) => Query.Of(text, glossary, Parameters.GlossaryWeight);
        int[] Best(string text) => [.. index.Search(Of(text), Nearest).Select(hit => Number(hit.Id))];
        int[] Near(int number) => [.. index.Neighbours(Of(papers[number].Title), Nearest, id => id != Id(number)).Select(hit => Number(hit.Id))];

        using var standard = LuceneRanking.Standard(papers);
        using var cjk = LuceneRanking.Cjk(papers);
        foreach (var (name, ranking) in new[] { ("standard", standard), ("cjk", cjk) })
        {
            Report.Figure($"retrieval.lucene_{name}.keywords_mrr10", Mrr(papers, number => ranking.Best(papers[number].Keywords, Nearest)), "mrr");
            Report.Figure($"retrieval.lucene_{name}.title_mrr10", Mrr(papers, number => ranking.Best(papers[number].Title, Nearest)), "mrr");
        }

        Report.AtLeast("retrieval.keywords_mrr10", Mrr(papers, number => Best(papers[number].Keywords)), "mrr", 0.992);
        Report.AtLeast("retrieval.title_mrr10", Mrr(papers, number => Best(papers[number].Title)), "mrr", 0.984);

        var shares = Shares(papers, Near);
        var baseline = new[] { standard, cjk }
            .Select(ranking => Shares(papers, number => [.. ranking.Best(papers[number].Title, Nearest + 1).Where(found => found != number).Take(Nearest)]))
            .MaxBy(one => one.Average())!;
        Report.Figure("retrieval.lucene_best.topical", baseline.Average(), "share");
        Report.Figure("retrieval.topical", shares.Average(), "share");
        Report.AtLeast("retrieval.topical_to_lucene", shares.Average() / baseline.Average(), "x", 1.25);
        // A gain that rests on one half of the papers would not hold for others.
        for (var half = 0; half < 2; half++)
            Report.AtLeast($"retrieval.topical_to_lucene_half{half + 1}", Half(shares, half).Average() / Half(baseline, half).Average(), "x", 1.25);
    }

    private static string DefaultData =>
        typeof(RetrievalBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(one => one.Key == "Papers").Value!;

    private static double Mrr(Paper[] papers, Func<int, int[]> best) =>
        Enumerable.Range(0, papers.Length).Average(number => Array.IndexOf(best(number), number) is var rank and >= 0 ? 1.0 / (rank + 1) : 0);

    /// <summary>By paper: the share of its nearest others that is of its discipline.</summary>
    private static double[] Shares(Paper[] papers, Func<int, int[]> near) =>
        [.. Enumerable.Range(0, papers.Length).Select(number => near(number).Count(other => papers[other].Discipline == papers[number].Discipline) / (double)Nearest)];

    private static IEnumerable<double> Half(double[] shares, int half) => shares.Where((_, number) => number % 2 == half);

    internal static Guid Id(int number) => new(number, 1, 1, new byte[8]);

    private static int Number(Guid id) => BitConverter.ToInt32(id.ToByteArray());
}
