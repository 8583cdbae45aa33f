using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using OpenIddict.Abstractions;
using Platform.Chassis.Data;
using Platform.Identity.Organisations;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Platform.Identity.Accounts;

/// <summary>A client for the client-credentials grant that acts for an organisation.</summary>
public sealed record NewMachineClient(string ClientId, string Secret, string DisplayName, string OrganisationCode, string[] Roles)
{
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

/// <summary>Makes machine clients, in the caller's transaction. Of the secret only a hash is kept.</summary>
public sealed class MachineClientCreation(IOpenIddictApplicationManager applications, AccountContext context)
{
    public const string OrganisationProperty = "organisation_code";
    public const string RolesProperty = "roles";

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ROLE_NOT_OF_KIND, ALREADY_EXISTS.</exception>
    public async Task CreateAsync(Change change, NewMachineClient asked)
    {
        var organisation = await GetOrganisation.FindAsync(change, asked.OrganisationCode)
            ?? throw OrganisationErrors.NotFound(asked.OrganisationCode).ToException();
        if (RolesOfKind.FirstMisfit(organisation.Kind, asked.Roles) is { } misfit)
            throw AccountErrors.RoleNotOfKind(misfit).ToException();

        await context.JoinAsync(change);
        // Of two who make the same client at once the later one waits and finds it made.
        await change.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@ClientId, 0))", new { asked.ClientId });
        if (await ExistsAsync(asked.ClientId, change.Cancellation))
            throw AccountErrors.ClientExists(asked.ClientId).ToException();

        await AccountContext.UniqueAsync(
            async () => await applications.CreateAsync(Describe(asked), change.Cancellation), AccountErrors.ClientExists(asked.ClientId));
        change.Audit("machine_client.create", "machine_client", asked.ClientId, new { asked.OrganisationCode, asked.Roles });
    }

    public async Task<bool> ExistsAsync(string clientId, CancellationToken cancellation) =>
        await applications.FindByClientIdAsync(clientId, cancellation) is not null;

    private static OpenIddictApplicationDescriptor Describe(NewMachineClient asked) => new()
    {
        ClientId = asked.ClientId,
        ClientSecret = asked.Secret,
        ClientType = ClientTypes.Confidential,
        DisplayName = asked.DisplayName,
        Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        Properties =
        {
            [OrganisationProperty] = JsonSerializer.SerializeToElement(asked.OrganisationCode),
            [RolesProperty] = JsonSerializer.SerializeToElement(asked.Roles),
        },
    };
}
