using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Platform.Identity.Tokens;

/// <summary>
/// <c>POST /connect/token</c>: OpenIddict has checked the client, the code and the verifier; here the subject is looked up again.
/// </summary>
internal static class TokenEndpoint
{
    public const string Path = "/connect/token";

    public static async Task<IResult> HandleAsync(HttpContext http, TokenClaims claims)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict did not see the request.");
        var identity = request.IsClientCredentialsGrantType()
            ? await ForClient(request, claims, http.RequestAborted)
            : await ForAccount(http, claims);
        return identity is null
            ? Refuse("The account or client may not sign in any more.")
            : Results.SignIn(new ClaimsPrincipal(identity), properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async Task<ClaimsIdentity?> ForClient(OpenIddictRequest request, TokenClaims claims, CancellationToken cancellation)
    {
        var identity = await claims.OfClientAsync(request.ClientId!, cancellation);
        return identity?.SetScopes(request.GetScopes());
    }

    /// <summary>A code or a refresh token: the scopes and the sign-in it belongs to stay, the claims are new.</summary>
    private static async Task<ClaimsIdentity?> ForAccount(HttpContext http, TokenClaims claims)
    {
        var earlier = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
        var identity = await claims.OfAccountAsync(earlier.GetClaim(Claims.Subject), http.RequestAborted);
        return identity?.SetScopes(earlier.GetScopes()).SetAuthorizationId(earlier.GetAuthorizationId());
    }

    private static IResult Refuse(string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidGrant,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
