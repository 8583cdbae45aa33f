using System.Security.Claims;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using Platform.Chassis.Auth;
using Platform.Common.V1;
using Platform.Identity.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Platform.Identity.Tokens;

/// <summary>
/// What a token says of its subject: <c>sub</c>, <c>name</c>, <c>org</c>, <c>org_name</c>, <c>org_kind</c> and <c>role</c>. Read afresh for
/// every token, so a change of roles holds from the next refresh on.
/// </summary>
public sealed class TokenClaims(AccountContext context, IOpenIddictApplicationManager applications)
{
    /// <summary>The audience of every access token.</summary>
    public const string Resource = "platform";

    /// <summary>For people to read; nothing is decided by it.</summary>
    public const string OrganisationNameClaim = "org_name";

    /// <returns>Null when the account is gone or disabled.</returns>
    public async Task<ClaimsIdentity?> OfAccountAsync(string? subject, CancellationToken cancellation)
    {
        if (!Guid.TryParse(subject, out var id))
            return null;

        var account = await context.Users.AsNoTracking().Include(a => a.Organisation)
            .SingleOrDefaultAsync(a => a.Id == id && !a.Disabled, cancellation);
        return account is null
            ? null
            : Of(id.ToString(), account.DisplayName, account.Organisation, account.Roles);
    }

    /// <returns>Null when the client acts for no organisation.</returns>
    public async Task<ClaimsIdentity?> OfClientAsync(string clientId, CancellationToken cancellation)
    {
        var application = await applications.FindByClientIdAsync(clientId, cancellation);
        if (application is null)
            return null;

        var properties = await applications.GetPropertiesAsync(application, cancellation);
        if (!properties.TryGetValue(MachineClientCreation.OrganisationProperty, out var code))
            return null;

        var organisationCode = code.GetString()!;
        var organisation = await context.Set<AccountOrganisation>().AsNoTracking()
            .SingleAsync(o => o.OrganisationCode == organisationCode, cancellation);
        return Of(
            clientId,
            await applications.GetDisplayNameAsync(application, cancellation) ?? clientId,
            organisation,
            properties[MachineClientCreation.RolesProperty].Deserialize<string[]>()!);
    }

    private static ClaimsIdentity Of(string subject, string name, AccountOrganisation? organisation, IEnumerable<string> roles)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, subject)
            .SetClaim(Claims.Name, name)
            // Of a talent there are none of these three.
            .SetClaim(Caller.OrganisationClaim, organisation?.OrganisationCode)
            .SetClaim(OrganisationNameClaim, organisation?.Name)
            .SetClaim(Caller.KindClaim, organisation is null ? null : ((OrganisationKind)organisation.Kind).ToString().ToLowerInvariant())
            .SetClaims(Caller.RoleClaim, [.. roles]);
        identity.SetResources(Resource);
        identity.SetDestinations(static _ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return identity;
    }
}
