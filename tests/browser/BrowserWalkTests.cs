using Xunit;

namespace Platform.Browser.Tests;

/// <summary>Every page that a role can reach by links stands, in both languages, on the demo city's data.</summary>
[Collection(RunningPlatform.Collection)]
public sealed class BrowserWalkTests(RunningPlatform platform, Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData("official", 20)]
    [InlineData("enterprise1", 12)]
    [InlineData("university1", 8)]
    [InlineData("talent1", 5)]
    [InlineData("reviewer1", 2)]
    [InlineData("admin", 3)]
    public async Task Every_page_of_a_role_stands_in_both_languages(string userName, int atLeast)
    {
        foreach (var english in (bool[])[false, true])
        {
            var visit = new Visit(await browser.OpenAsync(), platform.Portal);
            await visit.SignInAsync(platform[userName]);
            if (english)
                await visit.GoAsync("/language/en?returnUrl=/home");
            var walk = new Walk(visit, $"{userName}-{(english ? "en" : "zh")}", english);
            await walk.FromAsync("/home");
            Assert.True(walk.Faults.Count == 0, string.Join('\n', walk.Faults));
            Assert.True(walk.Kinds.Count >= atLeast, $"{userName} reached only {string.Join(' ', walk.Kinds)}");
            await visit.Page.CloseAsync();
        }
    }

    [Fact]
    public async Task Every_public_page_stands_in_both_languages()
    {
        foreach (var english in (bool[])[false, true])
        {
            var visit = new Visit(await browser.OpenAsync(), platform.Portal);
            if (english)
                await visit.GoAsync("/language/en?returnUrl=/");
            var walk = new Walk(visit, $"public-{(english ? "en" : "zh")}", english);
            await walk.FromAsync("/");
            Assert.True(walk.Faults.Count == 0, string.Join('\n', walk.Faults));
            await visit.Page.CloseAsync();
        }
    }
}
