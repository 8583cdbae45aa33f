using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Platform.Identity.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Platform.Identity.SignIn;

/// <summary>
/// The authorization endpoint: OpenIddict has checked the client, its address and the code challenge. Who is signed in gets
/// a code, anyone else the login page. Shown as a page only to explain a request that OpenIddict refused.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class AuthorizeModel(TokenClaims claims, TimeProvider clock, IConfiguration configuration) : LocalisedPage(configuration)
{
    public Task<IActionResult> OnGetAsync() => AuthorizeAsync();

    public Task<IActionResult> OnPostAsync() => AuthorizeAsync();

    private async Task<IActionResult> AuthorizeAsync()
    {
        if (HttpContext.GetOpenIddictServerResponse() is { Error: { } error })
        {
            ViewData["Error"] = error;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var request = HttpContext.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict did not see the request.");
        var session = await HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (session.Succeeded && !MustSignInAgain(request, session.Properties.IssuedUtc))
        {
            var subject = session.Principal.FindFirstValue(ClaimTypes.NameIdentifier);
            if (await claims.OfAccountAsync(subject, HttpContext.RequestAborted) is { } identity)
                return SignIn(new ClaimsPrincipal(identity.SetScopes(request.GetScopes())), OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);

            await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }

        return request.HasPromptValue(PromptValues.None) ? LoginRequired() : ToLogin();
    }

    private bool MustSignInAgain(OpenIddictRequest request, DateTimeOffset? signedInAt) =>
        request.HasPromptValue(PromptValues.Login)
        || (request.MaxAge is { } seconds && clock.GetUtcNow() - signedInAt > TimeSpan.FromSeconds(seconds));

    /// <summary>Comes back here without the wishes that a fresh sign-in fulfils, or it would ask for ever.</summary>
    private ChallengeResult ToLogin()
    {
        var parameters = (Request.HasFormContentType ? Request.Form.ToList() : [.. Request.Query])
            .Where(parameter => parameter.Key is not (Parameters.Prompt or Parameters.MaxAge));
        var back = Request.PathBase + Request.Path + QueryString.Create(parameters);
        return Challenge(new AuthenticationProperties { RedirectUri = back }, IdentityConstants.ApplicationScheme);
    }

    private ForbidResult LoginRequired() => Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The user is not signed in.",
        }),
        OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
}
