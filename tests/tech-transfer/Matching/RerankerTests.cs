using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.TechTransfer.Matching.Search;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

public sealed class RerankerTests
{
    private static readonly SearchHit[] Hits = [.. new[] { "甲", "乙", "丙" }.Select(title => new SearchHit { Id = title, Title = { new Piece { Text = title } } })];

    [Fact]
    public async Task Without_a_generator_the_order_stays()
    {
        var reranker = With(null);
        Assert.Equal(0, reranker.Wants);
        Assert.Equal(Hits, await reranker.OrderAsync("丙", Hits, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Likeness_and_words_decide_together()
    {
        var ordered = await With(new Fake(text => text.StartsWith('丙') ? [1, 0] : text.StartsWith('乙') ? [0, 1] : [-1, 0])).OrderAsync("丙", Hits, TestContext.Current.CancellationToken);
        // 丙 is third by words and first by likeness, 甲 first and last, 乙 second twice: 1/61 + 1/63 > 2/62; equal sums keep the order of words.
        Assert.Equal(["甲", "丙", "乙"], ordered.Select(hit => hit.Id));
    }

    [Fact]
    public async Task A_generator_that_fails_leaves_the_order()
    {
        var ordered = await With(new Fake(_ => throw new HttpRequestException("no such host"))).OrderAsync("丙", Hits, TestContext.Current.CancellationToken);
        Assert.Equal(Hits, ordered);
    }

    [Fact]
    public async Task A_configured_server_is_asked_in_the_usual_form_and_its_answer_put_in_order()
    {
        using var server = new Server("""{"data": [{"index": 1, "embedding": [0, 1]}, {"index": 0, "embedding": [1, 0]}]}""");
        using var embeddings = new HttpEmbeddings(new HttpClient(server), new Uri("http://embeddings.example/v1/embeddings"), "small");
        var answer = await embeddings.GenerateAsync(["甲", "乙"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([1f, 0f], answer[0].Vector.ToArray());
        Assert.Equal([0f, 1f], answer[1].Vector.ToArray());
        Assert.Equal(["甲", "乙"], System.Text.Json.JsonDocument.Parse(server.Asked).RootElement.GetProperty("input").EnumerateArray().Select(one => one.GetString()));
        await Assert.ThrowsAsync<HttpRequestException>(() => embeddings.GenerateAsync(["甲"], cancellationToken: TestContext.Current.CancellationToken));
    }

    private sealed class Server(string answer) : HttpMessageHandler
    {
        public string Asked { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage { Content = new StringContent(answer, System.Text.Encoding.UTF8, "application/json") };
        }
    }

    private static Reranker With(Fake? generator)
    {
        var services = new ServiceCollection();
        if (generator is not null)
        {
            services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(generator);
        }

        return new Reranker(services.BuildServiceProvider(), NullLogger<Reranker>.Instance);
    }

    private sealed class Fake(Func<string, float[]> embed) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(value => new Embedding<float>(embed(value)))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
