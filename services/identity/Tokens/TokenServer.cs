using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using Platform.Chassis.Auth;
using Platform.Identity.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Platform.Identity.Tokens;

internal static class TokenServer
{
    public const string AuthorizationPath = "/connect/authorize";
    public const string EndSessionPath = "/connect/logout";

    /// <summary>
    /// The OpenID Connect server: authorization code with PKCE and refresh tokens for people, client credentials for
    /// machines. Access tokens are signed JWTs that any service can read and check by discovery.
    /// </summary>
    public static void AddTokenServer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<AccountContext>().ReplaceDefaultEntities<Guid>())
            .AddServer(server =>
            {
                server.SetIssuer(configuration["Identity:Authority"] ?? "http://127.0.0.1:8081/");
                server.SetAuthorizationEndpointUris(AuthorizationPath[1..]).SetTokenEndpointUris(TokenEndpoint.Path[1..])
                    .SetEndSessionEndpointUris(EndSessionPath[1..]).SetRevocationEndpointUris("connect/revoke");
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow().AllowClientCredentialsFlow();
                server.Configure(options => options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
                server.RegisterClaims(Claims.Name, Claims.Role, Caller.OrganisationClaim, TokenClaims.OrganisationNameClaim, Caller.KindClaim);
                server.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Roles, Scopes.OfflineAccess);
                server.SetAccessTokenLifetime(TimeSpan.FromHours(1)).SetRefreshTokenLifetime(TimeSpan.FromDays(7));
                server.DisableAccessTokenEncryption();
                var host = server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough().EnableErrorPassthrough();
                if (configuration.GetValue<bool>("Identity:AllowHttp"))
                    host.DisableTransportSecurityRequirement();
            });
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, Keys>();
        services.AddDataProtection().SetApplicationName("platform-identity");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, Keys>();
        services.AddScoped<TokenClaims>();
        services.AddSingleton<Upkeep>().AddHostedService(provider => provider.GetRequiredService<Upkeep>());
    }

    /// <summary>Reads the keys when the server starts, not while commands such as <c>migrate</c> compose the host.</summary>
    private sealed class Keys(IConfiguration configuration, ILoggerFactory loggers)
        : IConfigureOptions<OpenIddictServerOptions>, IConfigureOptions<KeyManagementOptions>
    {
        /// <summary>The keys of the session cookie and of antiforgery tokens, shared by all replicas too.</summary>
        public void Configure(KeyManagementOptions options) => options.XmlRepository = new FileSystemXmlRepository(
            KeyFiles.Folder(configuration).CreateSubdirectory("data-protection"), loggers);

        public void Configure(OpenIddictServerOptions options)
        {
            var folder = KeyFiles.Folder(configuration);
            options.SigningCredentials.Add(new SigningCredentials(KeyFiles.LoadOrCreate(folder, KeyFiles.Signing), SecurityAlgorithms.RsaSha256));
            options.EncryptionCredentials.Add(new EncryptingCredentials(
                KeyFiles.LoadOrCreate(folder, KeyFiles.Encryption), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512));
        }
    }
}
