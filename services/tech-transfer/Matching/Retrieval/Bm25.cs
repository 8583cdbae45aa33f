namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>
/// BM25 in the variant that Lucene uses: score = Σ w·idf·tf·(k₁+1)/(tf + k₁·(1 − b + b·L/L̄)) over the query's terms, with
/// idf = ln(1 + (N − df + ½)/(df + ½)). w is how often the query has the term; tf and the length L count a term as often as its
/// field says, tf at most 255 times.
/// <para>Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.</para>
/// </summary>
public static class Bm25
{
    public const int MaximumCount = 255;

    /// <param name="texts">N.</param>
    /// <param name="holding">df.</param>
    public static double Rarity(int texts, int holding) => Math.Log(1 + ((texts - holding + 0.5) / (holding + 0.5)));

    /// <param name="meanLength">L̄; more than 0.</param>
    public static double Points(RetrievalParameters parameters, double weight, int count, int length, double meanLength) =>
        weight * (count * (parameters.K1 + 1) / (count + (parameters.K1 * (1 - parameters.B + (parameters.B * length / meanLength)))));
}
