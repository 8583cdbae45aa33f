using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.AI;

namespace Platform.TechTransfer.Matching.Search;

/// <summary>
/// Embeddings from a server that speaks the usual HTTP form: <c>{"model", "input": […]}</c> answered by
/// <c>{"data": [{"index", "embedding": […]}]}</c>. Off unless <c>Retrieval:Embeddings:Url</c> is set, with <c>:Model</c> and, where it is
/// asked for, <c>:Key</c>.
/// </summary>
public sealed class HttpEmbeddings(HttpClient http, Uri address, string model) : IEmbeddingGenerator<string, Embedding<float>>
{
    private const string Section = "Retrieval:Embeddings";

    /// <summary>Registers the generator where one is configured.</summary>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[$"{Section}:Url"] is not { Length: > 0 } url)
        {
            return;
        }

        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(_ =>
        {
            var http = new HttpClient();
            if (configuration[$"{Section}:Key"] is { Length: > 0 } key)
            {
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            }

            return new HttpEmbeddings(http, new Uri(url), configuration[$"{Section}:Model"] ?? "");
        });
    }

    /// <exception cref="HttpRequestException">The server refused or did not answer.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var input = values.ToArray();
        using var response = await http.PostAsJsonAsync(address, new { model = options?.ModelId ?? model, input }, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
        var embeddings = answer?.Data.OrderBy(one => one.Index).Select(one => new Embedding<float>(one.Embedding)).ToArray();
        return embeddings?.Length == input.Length ? new(embeddings) : throw new HttpRequestException("The server sent another number of embeddings than it was asked for.");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => http.Dispose();

    private sealed record Answer(IReadOnlyList<One> Data);

    private sealed record One(int Index, float[] Embedding);
}
