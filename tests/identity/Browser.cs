using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Platform.Identity.Tests;

/// <summary>What a browser and the portal do together: cookies, the login form, the code and its verifier.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly IdentityFixture _fixture;
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    private readonly string _verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public Browser(IdentityFixture fixture)
    {
        _fixture = fixture;
        Address = fixture.HttpAddress;
    }

    /// <summary>The replica it talks to.</summary>
    public string Address { get; set; }

    public string AuthorizeUrl(params (string Key, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = "portal",
            ["redirect_uri"] = $"{IdentityFixture.Portal}/signin-oidc",
            ["response_type"] = "code",
            ["scope"] = "openid profile roles offline_access",
            ["state"] = "s",
            ["nonce"] = "n",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(_verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (key, value) in changes)
            parameters[key] = value;

        return QueryHelpers.AddQueryString("/connect/authorize", parameters.Where(p => p.Value is not null));
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(new Uri(Address), path));

    /// <summary>Goes to the portal's sign-in and fills the form; the answer to the form.</summary>
    public async Task<HttpResponseMessage> LoginAsync(string userName, string password, string? authorizeUrl = null)
    {
        using var challenge = await GetAsync(authorizeUrl ?? AuthorizeUrl());
        return await PostLoginAsync(challenge.Headers.Location!.PathAndQuery, userName, password);
    }

    public async Task<HttpResponseMessage> PostLoginAsync(string loginPath, string userName, string password)
    {
        using var page = await GetAsync(loginPath);
        var html = await page.Content.ReadAsStringAsync();
        return await _http.PostAsync(new Uri(new Uri(Address), loginPath), new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["userName"] = userName,
            ["password"] = password,
            ["__RequestVerificationToken"] = AntiforgeryToken().Match(html).Groups["token"].Value,
        }));
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Key, string Value)[] form) =>
        _http.PostAsync(new Uri(new Uri(Address), path), new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Key, f.Value))));

    /// <summary>Signs in and takes the code to the portal.</summary>
    public async Task<string> CodeAsync(string userName, string password)
    {
        using var login = await LoginAsync(userName, password);
        return await CodeOfAsync(login.Headers.Location!.ToString());
    }

    public async Task<string> CodeOfAsync(string authorizeUrl)
    {
        using var authorized = await GetAsync(authorizeUrl);
        return QueryOf(authorized.Headers.Location!)["code"]!;
    }

    public Task<JsonElement> RedeemAsync(string code) => _fixture.TokenAsync(
        ("grant_type", "authorization_code"), ("client_id", "portal"), ("code", code),
        ("redirect_uri", $"{IdentityFixture.Portal}/signin-oidc"), ("code_verifier", _verifier));

    public async Task<JsonElement> SignInAsync(string userName, string password) => await RedeemAsync(await CodeAsync(userName, password));

    public Task<JsonElement> RefreshAsync(JsonElement tokens) => _fixture.TokenAsync(
        ("grant_type", "refresh_token"), ("client_id", "portal"), ("refresh_token", tokens.GetProperty("refresh_token").GetString()!));

    public static IReadOnlyDictionary<string, string> QueryOf(Uri location) =>
        QueryHelpers.ParseQuery(location.Query).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AntiforgeryToken();
}
