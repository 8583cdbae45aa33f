using Microsoft.AspNetCore.Identity;
using Platform.Chassis.Auth;
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

        var account = new Account
        {
            Id = change.NewId(),
            UserName = asked.UserName,
            DisplayName = asked.DisplayName,
            OrganisationCode = asked.OrganisationCode,
            Roles = asked.Roles,
        };
        await StoreAsync(change, account, asked.Password);

        change.Audit("account.create", "account", account.Id.ToString(), new { asked.OrganisationCode, asked.Roles });
        return account;
    }

    /// <summary>A talent's own account, which belongs to no organisation.</summary>
    /// <exception cref="Chassis.Errors.FailedException">ALREADY_EXISTS, PASSWORD_TOO_WEAK.</exception>
    public async Task<Account> CreateTalentAsync(Change change, string userName, string password, string displayName)
    {
        var account = new Account { Id = change.NewId(), UserName = userName, DisplayName = displayName, OrganisationCode = null, Roles = [Roles.Talent] };
        await StoreAsync(change, account, password);
        change.Audit("account.register", "account", account.Id.ToString(), new { account.Roles });
        return account;
    }

    public async Task<bool> ExistsAsync(string userName) => await users.FindByNameAsync(userName) is not null;

    private async Task StoreAsync(Change change, Account account, string password)
    {
        await context.JoinAsync(change);
        var result = await AccountContext.UniqueAsync(() => users.CreateAsync(account, password), AccountErrors.Exists(account.UserName!));
        if (!result.Succeeded)
            throw Refusal(result, account.UserName!).ToException();
    }

    private static Chassis.Errors.Error Refusal(IdentityResult result, string userName) =>
        result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName)) ? AccountErrors.Exists(userName)
        : result.Errors.All(error => error.Code.StartsWith("Password", StringComparison.Ordinal)) ? AccountErrors.PasswordTooWeak
        : throw new InvalidOperationException(string.Join("; ", result.Errors.Select(error => error.Code)));
}
