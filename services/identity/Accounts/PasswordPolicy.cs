using Microsoft.AspNetCore.Identity;

namespace Platform.Identity.Accounts;

/// <summary>
/// Length before composition (NIST SP 800-63B, 5.1.1.2): no forced digits or symbols, but no repetition and no user name inside.
/// </summary>
public sealed class PasswordPolicy : IPasswordValidator<Account>
{
    public const int MinimumLength = 12;
    public const int DistinctCharacters = 6;
    public const int FailuresBeforeLockout = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    public static void Configure(IdentityOptions options)
    {
        options.Password.RequiredLength = MinimumLength;
        options.Password.RequiredUniqueChars = DistinctCharacters;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = FailuresBeforeLockout;
        options.Lockout.DefaultLockoutTimeSpan = Lockout;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        password is not null && password.Contains(user.UserName!, StringComparison.OrdinalIgnoreCase)
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordContainsUserName", Description = AccountErrors.PasswordTooWeak.English })
            : IdentityResult.Success);
}
