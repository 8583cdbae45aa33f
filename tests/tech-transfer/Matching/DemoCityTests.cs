using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.TechTransfer.Matching;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.Tests.Fixtures;
using Xunit;

namespace Platform.TechTransfer.Tests.Matching;

/// <summary>Ranking quality on the shipped demo city: a need that shares keywords with a listing must find it.</summary>
public sealed class DemoCityTests
{
    private static readonly Catalogue City = Catalogue.Read(Path.Combine(AppContext.BaseDirectory, "Catalogues", "city.json"));

    [Fact]
    public void Posted_needs_find_the_listing_with_most_shared_keywords_among_the_first_two()
    {
        var (index, listings) = Index();
        var misses = new List<string>();
        foreach (var row in Rows("technology-needs.csv"))
        {
            var keywords = row["关键词"].Split('；');
            var wanted = listings.GroupBy(one => one.Keywords.Count(keywords.Contains)).MaxBy(group => group.Key)!;
            var need = new Need(row["需求名称"], keywords, row["需求描述"], City.Industries.FindByName(row["产业"])!.Code, int.Parse(row["最低技术就绪度"], CultureInfo.InvariantCulture), 0, 0);
            var found = NeedSearch.Run(index, need, 10);
            Assert.All(found, one => Assert.True(one.OnTopic));
            if (!found.Take(2).Any(one => wanted.Contains(one.Listing)))
            {
                misses.Add($"{need.Title}: {string.Join(" | ", found.Take(3).Select(one => $"{one.Listing.Title} {one.Score} {one.Text}"))}");
            }
        }

        Assert.True(misses.Count == 0, string.Join('\n', misses));
    }

    [Fact]
    public void Needs_of_a_title_alone_find_listings_on_their_topic()
    {
        var (index, _) = Index();
        foreach (var row in Rows("applications.csv"))
        {
            foreach (var title in row["技术需求"].Split('；', StringSplitOptions.RemoveEmptyEntries))
            {
                var found = NeedSearch.Run(index, new Need(title, [], row["项目简介"], City.Industries.FindByName(row["产业"])!.Code, 0, 0, 0, FromProject: true), 10);
                Assert.True(found[0].OnTopic, title);
            }
        }
    }

    private static (ItemIndex<Listed> Index, List<Listed> Listings) Index()
    {
        var listings = Rows("listings.csv").Select((row, n) => new Listed(
            new Guid(n, 0, 0, new byte[8]), row["成果名称"], row["关键词"].Split('；'), row["成果简介"], City.Industries.FindByName(row["产业"])!.Code,
            int.Parse(row["技术就绪度"], CultureInfo.InvariantCulture), 0, 0, "", row["完成单位"])).ToList();
        var index = new ItemIndex<Listed>(RetrievalParameters.Shipped);
        listings.ForEach(listing => index.Put(listing.Id, listing, listing.ToText()));
        return (index, listings);
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "demo", file)).Select(line => line.Split(',')).ToList();
        return lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
