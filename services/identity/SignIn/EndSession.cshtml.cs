using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using OpenIddict.Server.AspNetCore;

namespace Platform.Identity.SignIn;

/// <summary>The end-session endpoint: ends the sign-in here and sends the browser back to the portal.</summary>
[IgnoreAntiforgeryToken]
public sealed class EndSessionModel(IConfiguration configuration) : LocalisedPage(configuration)
{
    public Task<IActionResult> OnGetAsync() => EndAsync();

    public Task<IActionResult> OnPostAsync() => EndAsync();

    private async Task<IActionResult> EndAsync()
    {
        if (HttpContext.GetOpenIddictServerResponse() is { Error: { } error })
        {
            ViewData["Error"] = error;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return SignOut(new AuthenticationProperties { RedirectUri = Portal.ToString() }, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}
