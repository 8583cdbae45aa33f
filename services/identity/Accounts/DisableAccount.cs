using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using Platform.Chassis.Data;

namespace Platform.Identity.Accounts;

/// <summary>Ends an account: no sign-in and no refresh from now on; an access token lives out its hour.</summary>
public sealed class AccountDisabling(UserManager<Account> users, IOpenIddictTokenManager tokens, AccountContext context)
{
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public async Task<Account> DisableAsync(Change change, string userName)
    {
        await context.JoinAsync(change);
        var account = await users.FindByNameAsync(userName) ?? throw AccountErrors.NotFound(userName).ToException();
        if (account.Disabled)
            return account;

        account.Disabled = true;
        // A new stamp ends the cookie sessions too.
        var result = await users.UpdateSecurityStampAsync(account);
        if (!result.Succeeded)
            throw Chassis.Errors.CommonErrors.ConcurrentChange.ToException();

        await tokens.RevokeBySubjectAsync(account.Id.ToString(), change.Cancellation);
        change.Audit("account.disable", "account", account.Id.ToString());
        return account;
    }
}
