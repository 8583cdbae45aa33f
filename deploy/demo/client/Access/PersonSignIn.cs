using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Demo.Access;

/// <summary>
/// Signs a person in as the portal does: login form, authorisation code with PKCE. For people who act for no organisation and so
/// have no machine client, such as talents.
/// </summary>
internal static partial class PersonSignIn
{
    /// <exception cref="SignInRefused">Unknown user name or wrong password.</exception>
    public static async Task<(string Token, int Seconds)> RunAsync(Settings settings, Credential person, CancellationToken cancellation)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = settings.Authority };
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var redirect = new Uri(settings.Portal, "signin-oidc").ToString();
        using var challenge = await http.GetAsync(AuthorizePath(redirect, verifier), cancellation);
        var login = challenge.Headers.Location ?? throw new SignInRefused(person.ClientId);
        using var form = new FormUrlEncodedContent(
        [
            new("userName", person.ClientId),
            new("password", person.Secret),
            new("__RequestVerificationToken", FormToken().Match(await http.GetStringAsync(login, cancellation)).Groups["token"].Value),
        ]);
        using var signedIn = await http.PostAsync(login, form, cancellation);
        using var authorised = await http.GetAsync(signedIn.Headers.Location ?? throw new SignInRefused(person.ClientId), cancellation);
        var code = Code().Match(authorised.Headers.Location?.Query ?? "").Groups["code"].Value;
        using var redemption = new FormUrlEncodedContent(
        [
            new("grant_type", "authorization_code"), new("client_id", "portal"), new("code", WebUtility.UrlDecode(code)), new("redirect_uri", redirect), new("code_verifier", verifier),
        ]);
        using var answer = await http.PostAsync("connect/token", redemption, cancellation);
        if (!answer.IsSuccessStatusCode)
            throw new SignInRefused(person.ClientId);
        var content = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return (content.GetProperty("access_token").GetString()!, content.GetProperty("expires_in").GetInt32());
    }

    private static string AuthorizePath(string redirect, string verifier) =>
        $"connect/authorize?client_id=portal&response_type=code&state=s&nonce=n&scope={Uri.EscapeDataString("openid profile roles")}&redirect_uri={Uri.EscapeDataString(redirect)}"
        + $"&code_challenge_method=S256&code_challenge={Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))}";

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();

    [GeneratedRegex("[?&]code=(?<code>[^&]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
