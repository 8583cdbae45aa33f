using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Platform.Identity.Accounts;

namespace Platform.Identity.SignIn;

/// <summary>User name and password. An unknown name and a wrong password get the same answer in the same time.</summary>
public sealed partial class LoginModel(SignInManager<Account> signIn, IConfiguration configuration, ILogger<LoginModel> logger)
    : LocalisedPage(configuration)
{
    [BindProperty(Name = "userName")]
    public string? UserName { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    public override string? ReturnUrl => Request.Query["returnUrl"] is [{ } url] && Url.IsLocalUrl(url) ? url : null;

    /// <summary>Why the last attempt failed, in the reader's language.</summary>
    public string? Problem { get; private set; }

    public void OnGet() => RememberLanguage();

    public async Task<IActionResult> OnPostAsync()
    {
        RememberLanguage();
        if (string.IsNullOrWhiteSpace(UserName) || string.IsNullOrEmpty(Password))
            return Again(Text("请输入账号和密码。", "Enter your user name and password."));

        var account = await signIn.UserManager.FindByNameAsync(UserName.Trim());
        if (account is null)
        {
            signIn.UserManager.PasswordHasher.HashPassword(null!, Password);
            return Again(WrongPassword);
        }

        var result = await signIn.CheckPasswordSignInAsync(account, Password, lockoutOnFailure: true);
        if (result.IsLockedOut)
        {
            LockedOut(logger, account.Id);
            var minutes = PasswordPolicy.Lockout.TotalMinutes;
            return Again(Text($"密码错误次数过多，账号已暂时锁定，请{minutes}分钟后再试。", $"Too many wrong passwords: the account is locked. Try again in {minutes} minutes."));
        }

        if (!result.Succeeded)
            return Again(WrongPassword);

        if (account.Disabled)
            return Again(Text("该账号已停用，请联系平台管理员。", "This account is disabled. Ask the platform's administrator."));

        await signIn.SignInAsync(account, isPersistent: false);
        SignedIn(logger, account.Id);
        return ReturnUrl is { } url ? LocalRedirect(url) : Redirect(Portal.ToString());
    }

    private string WrongPassword => Text("账号或密码不正确。", "The user name or password is wrong.");

    private IActionResult Again(string problem)
    {
        Problem = problem;
        return Page();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {AccountId} signed in")]
    private static partial void SignedIn(ILogger logger, Guid accountId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Account {AccountId} is locked after too many wrong passwords")]
    private static partial void LockedOut(ILogger logger, Guid accountId);
}
