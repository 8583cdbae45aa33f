using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TechTransfer.Matching.Retrieval;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

public sealed class TextIndexTests
{
    [Property(MaxTest = 300)]
    public Property Its_best_are_those_of_a_brute_force_scorer() => Prop.ForAll(
        Texts.ToArbitrary(), Samples.Text(5).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), (texts, asked, take) =>
        {
            var query = Query.Of(asked);
            AssertSame(BruteForce.Bm25Of(texts, query, take), Index(texts).Search(query, take));
        });

    [Property(MaxTest = 100)]
    public Property A_filter_leaves_out_texts_without_changing_the_scores_of_others() => Prop.ForAll(
        Texts.ToArbitrary(), Samples.Text(5).ToArbitrary(), (texts, asked) =>
        {
            var query = Query.Of(asked);
            var odd = texts.Where((_, place) => place % 2 == 1).Select(one => one.Id).ToHashSet();
            var expected = BruteForce.Bm25Of(texts, query, int.MaxValue).Where(hit => odd.Contains(hit.Id)).Take(3);
            AssertSame([.. expected], Index(texts).Search(query, 3, odd.Contains));
        });

    [Fact]
    public void Over_many_windows_the_best_are_those_of_a_brute_force_scorer()
    {
        var texts = Enumerable.Range(0, (TextIndex.Window * 2) + 500).Select(number => (new Guid(number, 0, 0, new byte[8]), Made(number))).ToList();
        var index = Index(texts);
        foreach (var asked in new[] { "液压机器人", "焊接机器人视觉检测", "涂层 PLC", "故障诊断涂层", "视" })
        {
            var query = Query.Of(asked);
            AssertSame(BruteForce.Bm25Of(texts, query, 10), index.Search(query, 10));
        }
    }

    [Property(MaxTest = 50)]
    public Property Changes_in_any_order_leave_the_index_of_what_is_there() => Prop.ForAll(
        Texts.ToArbitrary(), Texts.ToArbitrary(), Samples.Text(5).ToArbitrary(), (before, after, asked) =>
        {
            var index = Index(before);
            var kept = after.Zip(before, (one, old) => (old.Id, one.Text)).ToList();
            for (var round = 0; round < 300 / Math.Max(1, kept.Count); round++)
            {
                kept.ForEach(one => index.Put(one.Id, one.Text));
            }

            foreach (var gone in before.Skip(kept.Count))
            {
                index.Remove(gone.Id);
            }

            Assert.Equal(kept.Count, index.Count);
            var query = Query.Of(asked);
            AssertSame(BruteForce.Bm25Of(kept, query, 10), index.Search(query, 10));
        });

    [Fact]
    public void Neighbours_share_a_topic_though_not_the_words_asked_for()
    {
        // 轴承 and 滚珠 never stand in one text with 振幅, but with the same third words.
        var index = new TextIndex(RetrievalParameters.Shipped);
        string[] bearings = ["轴承磨损与润滑", "滚珠磨损与润滑油膜", "轴承滚珠疲劳剥落", "轴承润滑失效"];
        string[] crops = ["水稻灌溉与施肥", "小麦灌溉制度", "水稻小麦轮作施肥", "玉米施肥灌溉"];
        var ids = bearings.Concat(crops).Select((text, number) => (Id: new Guid(number + 1, 0, 0, new byte[8]), Text: text)).ToList();
        ids.ForEach(one => index.Put(one.Id, new IndexedText("", [], one.Text)));
        Assert.True(index.WantsLearning);
        index.Adopt(LatentSpace.Learn(index.Sample(), RetrievalParameters.Shipped));
        Assert.False(index.WantsLearning);
        var near = index.Neighbours(Query.Of("滚珠"), 4);
        Assert.Equal(ids.Take(4).Select(one => one.Id).Order(), near.Select(hit => hit.Id).Order());
        var late = new Guid(99, 0, 0, new byte[8]);
        index.Put(late, new IndexedText("", [], "磨损润滑"));
        Assert.Contains(late, index.Neighbours(Query.Of("磨损"), 5).Select(hit => hit.Id));
        index.Remove(late);
        Assert.DoesNotContain(late, index.Neighbours(Query.Of("磨损"), 5).Select(hit => hit.Id));
    }

    [Fact]
    public void The_same_texts_give_the_same_neighbours()
    {
        var texts = Enumerable.Range(0, 300).Select(number => (new Guid(number, 0, 0, new byte[8]), Made(number))).ToList();
        IReadOnlyList<Hit> Near()
        {
            var index = Index(texts);
            index.Adopt(LatentSpace.Learn(index.Sample(), RetrievalParameters.Shipped));
            return index.Neighbours(Query.Of("焊接机器人"), 10);
        }

        Assert.Equal(Near(), Near());
    }

    [Fact]
    public void A_query_in_one_language_finds_a_text_in_the_other_by_the_glossary()
    {
        var index = new TextIndex(RetrievalParameters.Shipped);
        var (english, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        index.Put(english, new IndexedText("Predictive maintenance of industrial robots", [], "Faults are found early."));
        index.Put(other, new IndexedText("Irrigation of rice", [], "Water is saved."));
        var glossary = new Glossary(Glossary.Shipped);
        Assert.Empty(index.Search(Query.Of("工业机器人预测性维护"), 5));
        Assert.Equal(english, Assert.Single(index.Search(Query.Of("工业机器人预测性维护", glossary, 0.5), 5)).Id);
        Assert.DoesNotContain(Query.Of("机器，人", glossary, 0.5).Terms, term => term.From.Length > 0);
        Assert.All(Query.Of("工业机器人", glossary, 0.5).Terms.Where(term => term.Term.Word is not null), term => Assert.Equal("工业机器人", term.From));
    }

    [Fact]
    public void Texts_and_queries_without_a_word_find_nothing()
    {
        var index = new TextIndex(RetrievalParameters.Shipped);
        index.Put(Guid.CreateVersion7(), new IndexedText("😀", [], "…"));
        Assert.Empty(index.Search(Query.Of("😀"), 10));
        Assert.Empty(index.Search(Query.Of("液压"), 10));
        Assert.Empty(index.Neighbours(Query.Of("液压"), 10));
        Assert.Equal(1, index.Count);
    }

    private static Gen<List<(Guid Id, IndexedText Text)>> Texts => Samples.Listings.Select(all => all.Select(one => (one.Id, one.ToText())).ToList());

    private static IndexedText Made(int number)
    {
        string[] words = ["液压", "故障诊断", "涂层", "焊接", "机器人", "视觉", "检测", "PLC", "welding"];
        return new IndexedText("", [], string.Join('，', Enumerable.Range(0, 2 + (number % 5)).Select(place => words[(number * 7 + (place * place * 3) + (number / 11)) % words.Length])));
    }

    private static TextIndex Index(List<(Guid Id, IndexedText Text)> texts)
    {
        var index = new TextIndex(RetrievalParameters.Shipped);
        texts.ForEach(one => index.Put(one.Id, one.Text));
        return index;
    }

    private static void AssertSame(IReadOnlyList<Hit> expected, IReadOnlyList<Hit> found) => Assert.Equal(expected, found);
}
