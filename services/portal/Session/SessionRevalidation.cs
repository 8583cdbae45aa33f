using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Platform.Portal.Session;

/// <summary>Signs an open page out once its session has ended elsewhere.</summary>
public sealed class SessionRevalidation(ILoggerFactory loggers, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(sessions.Holds(authenticationState.User.FindFirstValue(SignIn.SessionClaim)));
}
