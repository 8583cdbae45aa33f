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
