using Microsoft.AspNetCore.Identity;
using Platform.Chassis.Data;
using Platform.Identity.Organisations;

namespace Platform.Identity.Accounts;

/// <summary>An account to be made.</summary>
public sealed record NewAccount(string UserName, string Password, string DisplayName, string OrganisationCode, string[] Roles);

/// <summary>Makes accounts, in the caller's transaction.</summary>
public sealed class AccountCreation(UserManager<Account> users, AccountContext context)
{
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ROLE_NOT_OF_KIND, ALREADY_EXISTS, PASSWORD_TOO_WEAK.</exception>
    public async Task<Account> CreateAsync(Change change, NewAccount asked)
    {
        var organisation = await GetOrganisation.FindAsync(change, asked.OrganisationCode)
            ?? throw OrganisationErrors.NotFound(asked.OrganisationCode).ToException();
        if (RolesOfKind.FirstMisfit(organisation.Kind, asked.Roles) is { } misfit)
            throw AccountErrors.RoleNotOfKind(misfit).ToException();

        await context.JoinAsync(change);
        var account = new Account
        {
            Id = change.NewId(),
            UserName = asked.UserName,
            DisplayName = asked.DisplayName,
            OrganisationCode = asked.OrganisationCode,
            Roles = asked.Roles,
        };
        var result = await AccountContext.UniqueAsync(
            () => users.CreateAsync(account, asked.Password), AccountErrors.Exists(asked.UserName));
        if (!result.Succeeded)
            throw Refusal(result, asked.UserName).ToException();

        change.Audit("account.create", "account", account.Id.ToString(), new { asked.OrganisationCode, asked.Roles });
        return account;
    }

    public async Task<bool> ExistsAsync(string userName) => await users.FindByNameAsync(userName) is not null;

    private static Chassis.Errors.Error Refusal(IdentityResult result, string userName) =>
        result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName)) ? AccountErrors.Exists(userName)
        : result.Errors.All(error => error.Code.StartsWith("Password", StringComparison.Ordinal)) ? AccountErrors.PasswordTooWeak
        : throw new InvalidOperationException(string.Join("; ", result.Errors.Select(error => error.Code)));
}
