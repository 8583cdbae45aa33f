using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using System.Globalization;

namespace Platform.Benchmarks.Retrieval;

/// <summary>What is measured against: Lucene's BM25 as it comes, with one of its analysers.</summary>
internal sealed class LuceneRanking : IDisposable
{
    private const string Text = "text";
    private const string Number = "number";
    private readonly Analyzer _analyser;
    private readonly RAMDirectory _directory = new();
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;

    private LuceneRanking(Analyzer analyser, IReadOnlyList<Paper> papers)
    {
        _analyser = analyser;
        using (var writer = new IndexWriter(_directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyser) { Similarity = new BM25Similarity() }))
        {
            foreach (var (number, paper) in papers.Index())
                writer.AddDocument([new StringField(Number, number.ToString(CultureInfo.InvariantCulture), Field.Store.YES), new TextField(Text, paper.Abstract, Field.Store.NO)]);
        }

        _reader = DirectoryReader.Open(_directory);
        _searcher = new IndexSearcher(_reader) { Similarity = new BM25Similarity() };
        BooleanQuery.MaxClauseCount = int.MaxValue;
    }

    public static LuceneRanking Standard(IReadOnlyList<Paper> papers) => new(new StandardAnalyzer(LuceneVersion.LUCENE_48), papers);

    public static LuceneRanking Cjk(IReadOnlyList<Paper> papers) => new(new CJKAnalyzer(LuceneVersion.LUCENE_48), papers);

    /// <returns>Numbers of the best papers.</returns>
    public int[] Best(string query, int take)
    {
        var terms = new BooleanQuery();
        using (var stream = _analyser.GetTokenStream(Text, query))
        {
            var term = stream.AddAttribute<ICharTermAttribute>();
            stream.Reset();
            while (stream.IncrementToken())
                terms.Add(new TermQuery(new Term(Text, term.ToString())), Occur.SHOULD);
            stream.End();
        }

        return [.. _searcher.Search(terms, take).ScoreDocs.Select(hit => int.Parse(_searcher.Doc(hit.Doc).Get(Number, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
        _analyser.Dispose();
    }
}
