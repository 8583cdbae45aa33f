using System.Net;
using System.Web;
using Platform.Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Platform.Browser.Tests;

/// <summary>The portal alone, with no service to talk to: what it must still do.</summary>
public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Public_pages_say_clearly_that_a_service_is_unreachable_and_stay_usable()
    {
        await using var portal = await PortalProcess.StartAsync(authority: null, Cancellation);
        var page = await browser.OpenAsync();

        await page.GotoAsync(portal.Address.ToString());
        await Expect(page).ToHaveTitleAsync("秦皇岛市政企校协同平台");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("服务暂时无法访问");

        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("cannot be reached");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await page.GotoAsync(new Uri(portal.Address, "/notices").ToString());
        await Expect(page.Locator("h1")).ToContainTextAsync("Public notices");
    }

    [Fact]
    public async Task Signing_in_says_clearly_that_the_authority_is_unreachable()
    {
        await using var portal = await PortalProcess.StartAsync(authority: null, Cancellation);
        var page = await browser.OpenAsync();

        await page.GotoAsync(new Uri(portal.Address, "/batches").ToString());

        await Expect(page.Locator("h1")).ToHaveTextAsync("暂时无法登录");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("统一身份认证服务暂时无法访问");
    }

    [Theory]
    [InlineData("/home")]
    [InlineData("/batches")]
    [InlineData("/projects")]
    [InlineData("/collaborations/new")]
    [InlineData("/accounts")]
    public async Task A_page_of_the_workbench_asks_for_sign_in_by_code_and_PKCE(string path)
    {
        var issuer = await TokenIssuer.GetAsync();
        await using var portal = await PortalProcess.StartAsync(issuer.Authority, Cancellation);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

        using var refused = await http.GetAsync(new Uri(portal.Address, path), Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.StartsWith("/account/login", refused.Headers.Location!.PathAndQuery, StringComparison.Ordinal);

        using var sent = await http.GetAsync(new Uri(portal.Address, refused.Headers.Location.PathAndQuery), Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.StartsWith(issuer.Authority + "authorize?", sent.Headers.Location!.ToString(), StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(sent.Headers.Location.Query);
        Assert.Equal("portal", query["client_id"]);
        Assert.Equal("code", query["response_type"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.NotEmpty(query["code_challenge"]!);
        Assert.Equal(new Uri(portal.Address, "/signin-oidc").ToString(), query["redirect_uri"]);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task The_language_switch_never_leads_to_another_site(string target)
    {
        await using var portal = await PortalProcess.StartAsync(authority: null, Cancellation);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        using var answer = await http.GetAsync(new Uri(portal.Address, $"/language/en?returnUrl={Uri.EscapeDataString(target)}"), Cancellation);

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }
}
