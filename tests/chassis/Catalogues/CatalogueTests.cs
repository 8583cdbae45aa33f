using Microsoft.Extensions.Configuration;
using Platform.Chassis.Catalogues;
using Xunit;

namespace Platform.Chassis.Tests.Catalogues;

public sealed class CatalogueTests
{
    [Fact]
    public void Shipped_city_is_read_where_no_other_is_set()
    {
        var city = Catalogue.Load(new ConfigurationBuilder().Build());
        Assert.Equal("秦皇岛市", city.City.NameZh);
        Assert.Equal(["life-health", "new-materials", "auto-parts", "electronics", "high-end-equipment"], city.Industries.All.Select(item => item.Code));
        Assert.Equal(6, city.Tracks.All.Count);
        Assert.Equal(("130302", "130322", 9), (city.Districts.FindByName("海港区")?.Code, city.Districts.Find("changli county")?.Code, city.Districts.All.Count));
        Assert.Equal("electronics", city.Industries.FindByName(" 电子 信息 ")?.Code);
        Assert.Null(city.Industries.FindByName("electronics"));
        Assert.Null(city.Industries.FindByCode("ELECTRONICS"));
    }

    [Fact]
    public void Another_city_is_read_from_the_file_that_the_setting_names()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """{"city":{"code":"130200","name_zh":"唐山市","name_en":"Tangshan"},"industries":[{"code":"steel","name_zh":"钢铁","name_en":"Steel"}],"tracks":[]}""");
        var city = Catalogue.Load(new ConfigurationBuilder().AddInMemoryCollection([new(Catalogue.PathKey, path)]).Build());
        Assert.Equal("Tangshan", city.City.NameEn);
        Assert.Equal("steel", city.Industries.Find("钢铁")?.Code);
        Assert.Empty(city.Districts.All);
        File.Delete(path);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"industries":[],"tracks":[]}""")]
    [InlineData("""{"city":{"code":"1","name_zh":"市","name_en":"City"},"tracks":[],"industries":[{"code":"a","name_zh":"同","name_en":"A"},{"code":"b","name_zh":"同","name_en":"B"}]}""")]
    public void Damaged_or_ambiguous_file_names_itself(string content)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, content);
        Assert.Contains(path, Assert.Throws<InvalidOperationException>(() => Catalogue.Read(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Missing_file_names_itself() =>
        Assert.Contains("/nowhere/city.json", Assert.Throws<InvalidOperationException>(() => Catalogue.Read("/nowhere/city.json")).Message, StringComparison.Ordinal);
}
