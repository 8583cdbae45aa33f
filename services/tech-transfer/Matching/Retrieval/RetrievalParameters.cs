using System.Text.Json;

namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>The numbers of the retrieval engine; data, see <c>Data/retrieval.json</c> with their source.</summary>
/// <param name="K1">BM25: how soon more of a term stops counting.</param>
/// <param name="B">BM25: how far a text's length is held against it, 0 to 1.</param>
/// <param name="TitleWeight">How often a term of the title counts.</param>
/// <param name="GlossaryWeight">What a translated term weighs against one that was written, 0 to 1.</param>
/// <param name="LatentRank">Dimensions of the latent space.</param>
/// <param name="LatentTextsPerDimension">A space of few texts has fewer dimensions: one for so many.</param>
/// <param name="LatentSample">Texts at most that the space is learnt from.</param>
/// <param name="LatentRetrainGrowth">The space is learnt anew when the texts have grown or shrunk by this factor.</param>
/// <param name="FeedbackMix">What the best hit's vector weighs beside the query's own.</param>
public sealed record RetrievalParameters(
    string Source,
    double K1,
    double B,
    int TitleWeight,
    int KeywordWeight,
    int TextWeight,
    double GlossaryWeight,
    int LatentRank,
    int LatentTextsPerDimension,
    int LatentOversampling,
    int LatentIterations,
    int LatentSample,
    double LatentRetrainGrowth,
    double FeedbackMix)
{
    /// <summary>Those shipped with the service.</summary>
    public static RetrievalParameters Shipped { get; } = Read();

    private static RetrievalParameters Read()
    {
        using var stream = RetrievalData.Open("retrieval.json");
        return JsonSerializer.Deserialize<RetrievalParameters>(stream, JsonSerializerOptions.Web) ?? throw new InvalidDataException("retrieval.json is empty.");
    }
}

/// <summary>The data files of the engine, which travel inside the program.</summary>
internal static class RetrievalData
{
    public static Stream Open(string name) =>
        typeof(RetrievalData).Assembly.GetManifestResourceStream($"Retrieval.{name}") ?? throw new InvalidDataException($"The data file {name} is missing.");

    /// <summary>Lines without comments and empty ones.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
