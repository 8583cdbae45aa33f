using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Platform.Portal.Session;

/// <summary>Sign-in by authorisation code with PKCE at the platform's authority.</summary>
public static class SignIn
{
    /// <summary>The claim that names the session whose tokens this process holds.</summary>
    public const string SessionClaim = "portal_session";

    public static void AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Sessions>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddAuthorization();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(ConfigureCookie)
            .AddOpenIdConnect(options => Configure(options, configuration));
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "portal";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = "/account/login";
        options.AccessDeniedPath = "/problem/not-allowed";
        options.Events.OnValidatePrincipal = async context =>
        {
            var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
            if (sessions.Holds(context.Principal?.FindFirstValue(SessionClaim)))
                return;
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        };
    }

    private static void Configure(OpenIdConnectOptions options, IConfiguration configuration)
    {
        options.Authority = configuration["Identity:Authority"];
        // Plain HTTP is for the loopback alone; everywhere else the authority stands behind TLS.
        options.RequireHttpsMetadata = !new Uri(options.Authority!).IsLoopback && configuration["Identity:AllowHttp"] != "true";
        options.ClientId = configuration["Portal:ClientId"] ?? "portal";
        options.ClientSecret = configuration["Portal:ClientSecret"];
        options.ResponseType = OpenIdConnectResponseType.Code;
        // By query, not by form: the cookies of the round trip may then be Lax, which works on plain HTTP too.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = "name";
        options.TokenValidationParameters.RoleClaimType = "role";
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "roles", "offline_access"])
            options.Scope.Add(scope);
        options.SignedOutRedirectUri = "/";
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.UiLocales = CultureInfo.CurrentUICulture.Name;
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>(OpenIdConnectParameterNames.IdToken);
            context.ProtocolMessage.UiLocales = CultureInfo.CurrentUICulture.Name;
            return Task.CompletedTask;
        };
        options.Events.OnTokenValidated = OpenSessionAsync;
        options.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect("/problem/sign-in-failed");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static Task OpenSessionAsync(TokenValidatedContext context)
    {
        var answer = context.TokenEndpointResponse!;
        var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
        var id = context.HttpContext.RequestServices.GetRequiredService<Sessions>().Open(new TokenSet(
            answer.AccessToken, answer.RefreshToken, answer.IdToken, clock.GetUtcNow() + Sessions.Lifetime(answer)));
        // The cookie holds what the pages show and who may see them, nothing else. The platform's access tokens are
        // signed and documented, and say more of the organisation than the id token has to.
        var access = new JsonWebToken(answer.AccessToken);
        var kept = new[] { "sub", "name", "org", "org_kind", "org_name", "role" };
        var claims = access.Claims.Concat(context.Principal!.Claims)
            .Where(claim => kept.Contains(claim.Type, StringComparer.Ordinal))
            .DistinctBy(claim => (claim.Type, claim.Value))
            .Append(new Claim(SessionClaim, id));
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(claims, context.Scheme.Name, "name", "role"));
        return Task.CompletedTask;
    }
}
