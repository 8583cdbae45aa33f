using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TechTransfer.Matching;
using Platform.TechTransfer.Matching.Retrieval;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

public sealed class NeedSearchTests
{
    [Property(MaxTest = 300)]
    public Property Its_best_are_those_of_the_formula_on_every_listing() => Prop.ForAll(
        Samples.Listings.ToArbitrary(), Samples.Need.ToArbitrary(), (listings, need) =>
        {
            var index = new ItemIndex<Listed>(RetrievalParameters.Shipped);
            Array.ForEach(listings, listing => Put(index, listing));
            AssertSame(BruteForce.Rank(listings, need, 10), NeedSearch.Run(index, need, 10));
        });

    [Property(MaxTest = 100)]
    public Property Removed_and_replaced_listings_leave_no_trace() => Prop.ForAll(
        Samples.Listings.ToArbitrary(), Samples.Listings.ToArbitrary(), Samples.Need.ToArbitrary(), (before, after, need) =>
        {
            var index = new ItemIndex<Listed>(RetrievalParameters.Shipped);
            var replaced = before.Zip(after, (old, @new) => @new with { Id = old.Id }).ToArray();
            Array.ForEach(before, listing => Put(index, listing));
            Array.ForEach(replaced, listing => Put(index, listing));
            foreach (var gone in before.Skip(replaced.Length))
            {
                index.Remove(gone.Id);
                index.Remove(gone.Id);
            }

            Assert.Equal(replaced.Length, index.Count);
            AssertSame(BruteForce.Rank(replaced, need, 10), NeedSearch.Run(index, need, 10));
        });

    [Fact]
    public void Many_changes_are_cleaned_away()
    {
        var index = new ItemIndex<Listed>(RetrievalParameters.Shipped);
        var listings = Samples.Listing.Sample(400, 40).DistinctBy(one => one.Id).ToList();
        for (var round = 0; round < 30; round++)
        {
            listings.ForEach(listing => Put(index, listing));
        }

        listings.Take(390).ToList().ForEach(one => index.Remove(one.Id));
        var need = Samples.Need.Sample(1, 1).Single() with { Title = "液压机器人焊接" };
        AssertSame(BruteForce.Rank(listings.Skip(390).ToList(), need, 10), NeedSearch.Run(index, need, 10));
    }

    [Property(MaxTest = 200)]
    public Property Parts_add_up_to_the_score_and_stay_within_their_bounds() => Prop.ForAll(
        Samples.Listings.ToArbitrary(), Samples.Need.ToArbitrary(), (listings, need) =>
        {
            var index = new ItemIndex<Listed>(RetrievalParameters.Shipped);
            Array.ForEach(listings, listing => Put(index, listing));
            foreach (var scored in NeedSearch.Run(index, need, 10))
            {
                Assert.InRange(scored.Score, 0, 100);
                Assert.InRange(scored.Text, 0, Formula.TextMaximum);
                Assert.Equal(scored.Text + scored.Industry + scored.Readiness + scored.Form + scored.Price, scored.Score, 6);
                Assert.Equal(scored.Text, scored.Terms.Sum(term => term.Points), tolerance: 0.005 * (scored.Terms.Count + 1));
                Assert.False(string.IsNullOrEmpty(Explanation.Chinese(need, scored)) || string.IsNullOrEmpty(Explanation.English(need, scored)));
            }
        });

    [Fact]
    public void Without_a_common_topic_the_industry_alone_is_listed_low_and_said_so()
    {
        var index = new ItemIndex<Listed>(RetrievalParameters.Shipped);
        Put(index, new Listed(new Guid(1, 0, 0, new byte[8]), "冷轧板形控制", ["冷轧"], "带钢板形闭环控制。", "new-materials", 7, 0, 0, "", "某校"));
        Put(index, new Listed(new Guid(2, 0, 0, new byte[8]), "心电异常识别", ["心电"], "可穿戴心电算法。", "life-health", 7, 0, 0, "", "某校"));
        var need = new Need("鲸骨化石修复", [], "", "new-materials", 0, 0, 0);
        var only = Assert.Single(NeedSearch.Run(index, need, 10));
        Assert.False(only.OnTopic);
        Assert.InRange(only.Score, 1, 30);
        Assert.StartsWith("没有主题相合的成果", Explanation.Chinese(need, only), StringComparison.Ordinal);
        Assert.StartsWith("No listing shares the topic", Explanation.English(need, only), StringComparison.Ordinal);
    }

    private static void Put(ItemIndex<Listed> index, Listed listing) => index.Put(listing.Id, listing, listing.ToText());

    private static void AssertSame(IReadOnlyList<(Guid Id, double Score)> expected, IReadOnlyList<Scored> found)
    {
        Assert.Equal(expected.Select(one => one.Id), found.Select(one => one.Listing.Id));
        Assert.Equal(expected.Select(one => one.Score), found.Select(one => one.Score));
    }
}
