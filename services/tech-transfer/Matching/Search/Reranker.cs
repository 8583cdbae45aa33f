using Microsoft.Extensions.AI;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.Search;

/// <summary>
/// Orders the first hits by BM25 and by the likeness of embeddings together, where an <see cref="IEmbeddingGenerator"/> is configured;
/// without one, or where it fails or takes too long, the order stays. The two orders join by reciprocal ranks:
/// 1/(60 + rank) + 1/(60 + rank) (Cormack, Clarke and Büttcher 2009).
/// </summary>
public sealed partial class Reranker(IServiceProvider services, ILogger<Reranker> logger)
{
    private const int First = 50;
    private const double Constant = 60;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private readonly IEmbeddingGenerator<string, Embedding<float>>? _generator = services.GetService<IEmbeddingGenerator<string, Embedding<float>>>();

    /// <summary>Hits that it looks at; 0 where no generator is configured.</summary>
    public int Wants => _generator is null ? 0 : First;

    public async Task<IReadOnlyList<SearchHit>> OrderAsync(string query, IReadOnlyList<SearchHit> hits, CancellationToken cancellation)
    {
        if (_generator is null || hits.Count < 2)
        {
            return hits;
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Longest);
            var embeddings = await _generator.GenerateAsync([query, .. hits.Select(Text)], cancellationToken: limit.Token);
            var likeness = embeddings.Skip(1).Select(one => Cosine(embeddings[0].Vector.Span, one.Vector.Span)).ToArray();
            return Join(hits, likeness);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            Left(logger, exception);
            return hits;
        }
    }

    private static List<SearchHit> Join(IReadOnlyList<SearchHit> hits, float[] likeness)
    {
        var byLikeness = Enumerable.Range(0, hits.Count).OrderByDescending(hit => likeness[hit]).ToArray();
        var points = new double[hits.Count];
        foreach (var (rank, hit) in byLikeness.Index())
        {
            points[hit] = (1 / (Constant + rank + 1)) + (1 / (Constant + hit + 1));
        }

        return [.. Enumerable.Range(0, hits.Count).OrderByDescending(hit => points[hit]).ThenBy(hit => hit).Select(hit => hits[hit])];
    }

    private static string Text(SearchHit hit) => string.Concat(hit.Title.Select(piece => piece.Text)) + "\n" + string.Concat(hit.Passage.Select(piece => piece.Text));

    private static float Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        float product = 0, left = 0, right = 0;
        for (var place = 0; place < Math.Min(one.Length, other.Length); place++)
        {
            product += one[place] * other[place];
            left += one[place] * one[place];
            right += other[place] * other[place];
        }

        return left > 0 && right > 0 ? product / MathF.Sqrt(left * right) : 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The order by words stays: no embeddings")]
    private static partial void Left(ILogger logger, Exception exception);
}
