using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Platform.Portal.Session;

/// <summary>Where signing in and out begins.</summary>
public static class AccountEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/account/login", LoginAsync).AllowAnonymous();
        app.MapPost("/account/logout", LogoutAsync);
    }

    private static async Task<IResult> LoginAsync(HttpContext http, IOptionsMonitor<OpenIdConnectOptions> options, string? returnUrl)
    {
        if (!await ReachableAsync(options, http.RequestAborted))
            return Results.LocalRedirect("/problem/identity-unavailable");
        var properties = new AuthenticationProperties { RedirectUri = Local(returnUrl, "/home") };
        return Results.Challenge(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    // The form field is what makes the antiforgery check apply to this endpoint.
    private static async Task<IResult> LogoutAsync(HttpContext http, Sessions sessions, IOptionsMonitor<OpenIdConnectOptions> options, [FromForm] string? returnUrl)
    {
        var tokens = sessions.Close(http.User.FindFirstValue(SignIn.SessionClaim));
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (tokens?.IdToken is null || !await ReachableAsync(options, http.RequestAborted))
            return Results.LocalRedirect(Local(returnUrl, "/"));
        var properties = new AuthenticationProperties { RedirectUri = Local(returnUrl, "/") };
        properties.SetParameter(OpenIdConnectParameterNames.IdToken, tokens.IdToken);
        return Results.SignOut(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
    }

    private static async Task<bool> ReachableAsync(IOptionsMonitor<OpenIdConnectOptions> options, CancellationToken cancellation)
    {
        try
        {
            await options.Get(OpenIdConnectDefaults.AuthenticationScheme).ConfigurationManager!.GetConfigurationAsync(cancellation);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A path of this site, never another site's address.</summary>
    public static string Local(string? url, string otherwise) =>
        url is ['/', ..] && url is not ['/', '/', ..] and not ['/', '\\', ..] ? url : otherwise;
}
