using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Platform.Identity.Tokens;

/// <summary>The portal as a client: public, PKCE required, no consent page, addresses by configuration.</summary>
internal static class PortalClient
{
    public const string Id = "portal";

    /// <summary>The platform's name on the login page.</summary>
    public const string ChineseName = "政企校协同平台";
    public const string EnglishName = "Tripartite collaboration platform";

    public static Uri BaseAddress(IConfiguration configuration) => new(configuration["Portal:BaseAddress"] ?? "http://127.0.0.1:8080");

    public static async Task RegisterAsync(IOpenIddictApplicationManager applications, IConfiguration configuration, CancellationToken cancellation)
    {
        var portal = Describe(BaseAddress(configuration));
        if (await applications.FindByClientIdAsync(Id, cancellation) is { } present)
        {
            if (!(await applications.GetRedirectUrisAsync(present, cancellation)).Contains(portal.RedirectUris.Single().OriginalString, StringComparer.Ordinal))
                await applications.UpdateAsync(present, portal, cancellation);
            return;
        }

        try
        {
            await applications.CreateAsync(portal, cancellation);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Another replica was faster.
        }
    }

    private static OpenIddictApplicationDescriptor Describe(Uri portal) => new()
    {
        ClientId = Id,
        ClientType = ClientTypes.Public,
        ConsentType = ConsentTypes.Implicit,
        DisplayName = ChineseName,
        RedirectUris = { new Uri(portal, "signin-oidc") },
        PostLogoutRedirectUris = { new Uri(portal, "signout-callback-oidc") },
        Permissions =
        {
            Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.Endpoints.Revocation,
            Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
            Permissions.Scopes.Profile, Permissions.Scopes.Roles,
        },
        Requirements = { Requirements.Features.ProofKeyForCodeExchange },
    };
}
