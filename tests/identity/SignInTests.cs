using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Platform.Identity.V1;
using Xunit;

namespace Platform.Identity.Tests;

public sealed class SignInTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    private const string Password = IdentityFixture.AdminPassword;

    [Fact]
    public async Task Right_password_gives_tokens_that_name_the_organisation_and_the_roles()
    {
        using var browser = new Browser(fixture);

        var tokens = await browser.SignInAsync("admin", Password);

        var access = new JsonWebToken(tokens.GetProperty("access_token").GetString());
        Assert.Equal($"{fixture.HttpAddress}/", access.Issuer);
        Assert.Equal(["platform"], access.Audiences);
        Assert.Equal("平台管理员", access.GetClaim("name").Value);
        Assert.Equal(IdentityFixture.Bureau, access.GetClaim("org").Value);
        Assert.Equal("government", access.GetClaim("org_kind").Value);
        Assert.Equal(["admin", "official"], access.Claims.Where(c => c.Type == "role").Select(c => c.Value).Order());
        Assert.Equal(TimeSpan.FromHours(1), access.ValidTo - access.IssuedAt);
        var id = await fixture.ScalarAsync<Guid>("select id from account where user_name = 'admin'");
        Assert.Equal(id.ToString(), access.Subject);
        Assert.Equal(id.ToString(), new JsonWebToken(tokens.GetProperty("id_token").GetString()).Subject);
        var me = await new AccountService.AccountServiceClient(fixture.With(access.EncodedToken)).WhoAmIAsync(new());
        Assert.Equal(("admin", "秦皇岛市发展和改革委员会"), (me.UserName, me.OrganisationName));
    }

    [Fact]
    public async Task Refresh_gives_new_tokens_with_the_roles_of_now()
    {
        using var browser = new Browser(fixture);
        await fixture.CreateAccountAsync("refreshes");
        var tokens = await browser.SignInAsync("refreshes", Password);
        await fixture.RowsAsync<int>("update account set display_name = '改名' where user_name = 'refreshes' returning 1");

        var renewed = await browser.RefreshAsync(tokens);

        Assert.Equal("改名", new JsonWebToken(renewed.GetProperty("access_token").GetString()).GetClaim("name").Value);
        Assert.True(renewed.TryGetProperty("refresh_token", out _));
    }

    [Theory]
    [InlineData("admin", "", "账号或密码不正确。")]
    [InlineData("nobody", "", "账号或密码不正确。")]
    [InlineData("admin", "&lang=en", "The user name or password is wrong.")]
    public async Task Wrong_password_or_unknown_name_gets_the_same_sentence_in_the_readers_language(string userName, string language, string sentence)
    {
        using var browser = new Browser(fixture);

        using var answer = await browser.PostLoginAsync("/login?returnUrl=%2F" + language, userName, "wrong-password-wrong");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers.NonValidated, header => header.Value.ToString().Contains("platform.identity=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        using var browser = new Browser(fixture);
        await fixture.CreateAccountAsync("locks");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var wrong = await browser.LoginAsync("locks", "wrong-password-wrong");
        }

        using var right = await browser.LoginAsync("locks", Password);

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Contains("账号已暂时锁定", await right.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(await fixture.ScalarAsync<bool>("select lockout_end > now() + interval '14 minutes' from account where user_name = 'locks'"));
    }

    [Fact]
    public async Task Disabled_account_neither_refreshes_nor_signs_in()
    {
        using var browser = new Browser(fixture);
        await fixture.CreateAccountAsync("leaves");
        var tokens = await browser.SignInAsync("leaves", Password);

        var disabled = await (await fixture.AccountsAsync()).DisableAccountAsync(new() { UserName = "leaves" });

        Assert.True(disabled.Disabled);
        Assert.Equal("invalid_grant", (await browser.RefreshAsync(tokens)).GetProperty("error").GetString());
        using var challenged = await browser.GetAsync(browser.AuthorizeUrl());
        Assert.Equal("/login", challenged.Headers.Location!.AbsolutePath);
        using var login = await browser.LoginAsync("leaves", Password);
        Assert.Contains("该账号已停用", await login.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from audit_entry where action = 'account.disable'"));
    }

    [Fact]
    public async Task Code_is_redeemed_once_and_only_with_its_verifier()
    {
        using var browser = new Browser(fixture);
        using var thief = new Browser(fixture);
        var code = await browser.CodeAsync("admin", Password);

        var stolen = await thief.RedeemAsync(code);
        var first = await browser.RedeemAsync(code);
        var second = await browser.RedeemAsync(code);

        Assert.Equal("invalid_grant", stolen.GetProperty("error").GetString());
        Assert.True(first.TryGetProperty("access_token", out _));
        Assert.Equal("invalid_grant", second.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    public async Task Request_without_a_hashed_code_challenge_is_refused(string parameter, string? value)
    {
        using var browser = new Browser(fixture);

        using var answer = await browser.GetAsync(browser.AuthorizeUrl((parameter, value)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("invalid_request", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_redirect_address_gets_a_page_that_explains_and_no_redirect()
    {
        using var browser = new Browser(fixture);

        using var answer = await browser.GetAsync(browser.AuthorizeUrl(("redirect_uri", "http://evil.example/cb")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("登录请求无效或已过期", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_without_its_antiforgery_token_is_refused()
    {
        using var browser = new Browser(fixture);

        using var answer = await browser.PostAsync("/login", ("userName", "admin"), ("password", Password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Return_address_outside_is_ignored_and_leads_to_the_portal()
    {
        using var browser = new Browser(fixture);

        using var answer = await browser.PostLoginAsync("/login?returnUrl=https%3A%2F%2Fevil.example%2F", "admin", Password);

        Assert.Equal(new Uri(IdentityFixture.Portal), answer.Headers.Location);
    }

    [Fact]
    public async Task Signing_out_asks_for_the_password_again()
    {
        using var browser = new Browser(fixture);
        var tokens = await browser.SignInAsync("admin", Password);
        using var again = await browser.GetAsync(browser.AuthorizeUrl());
        Assert.StartsWith($"{IdentityFixture.Portal}/signin-oidc", again.Headers.Location!.ToString(), StringComparison.Ordinal);

        using var out_ = await browser.GetAsync(
            $"/connect/logout?id_token_hint={tokens.GetProperty("id_token").GetString()}&post_logout_redirect_uri={IdentityFixture.Portal}/signout-callback-oidc");

        Assert.StartsWith($"{IdentityFixture.Portal}/signout-callback-oidc", out_.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var silent = await browser.GetAsync(browser.AuthorizeUrl(("prompt", "none")));
        Assert.Equal("login_required", Browser.QueryOf(silent.Headers.Location!)["error"]);
    }

    [Fact]
    public async Task Prompt_login_asks_once_more_and_then_lets_in()
    {
        using var browser = new Browser(fixture);
        await browser.SignInAsync("admin", Password);

        using var login = await browser.LoginAsync("admin", Password, browser.AuthorizeUrl(("prompt", "login")));

        Assert.NotEmpty(await browser.CodeOfAsync(login.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Page_is_english_where_the_portal_is_and_the_switch_is_remembered()
    {
        using var browser = new Browser(fixture);
        using var challenge = await browser.GetAsync(browser.AuthorizeUrl(("ui_locales", "en")));
        using var english = await browser.GetAsync(challenge.Headers.Location!.PathAndQuery);
        using var switched = await browser.GetAsync("/login?lang=en");
        using var remembered = await browser.GetAsync("/login");
        using var chinese = await new HttpClient().GetAsync($"{fixture.HttpAddress}/login", TestContext.Current.CancellationToken);

        foreach (var page in new[] { english, switched, remembered })
            Assert.Contains("Tripartite collaboration platform", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("政企校协同平台", await chinese.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_replicas_share_keys_and_sessions()
    {
        var (replica, address) = await fixture.StartReplicaAsync();
        await using var _ = replica;
        using var browser = new Browser(fixture);
        using var login = await browser.LoginAsync("admin", Password);

        browser.Address = address;
        var code = await browser.CodeOfAsync(login.Headers.Location!.ToString());
        var tokens = await browser.RedeemAsync(code);

        Assert.True(tokens.TryGetProperty("access_token", out var access));
        var here = await fixture.Http.GetStringAsync($"{fixture.HttpAddress}/.well-known/jwks", TestContext.Current.CancellationToken);
        var there = await fixture.Http.GetStringAsync($"{address}/.well-known/jwks", TestContext.Current.CancellationToken);
        Assert.Equal(here, there);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/v1/me") { Headers = { { "Authorization", $"Bearer {access.GetString()}" } } };
        using var me = await fixture.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        Assert.All(Directory.GetFiles(fixture.KeyDirectory, "*.pem"), file =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }
}
