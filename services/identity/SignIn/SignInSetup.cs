using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Npgsql;
using Platform.Identity.Accounts;

namespace Platform.Identity.SignIn;

internal static class SignInSetup
{
    /// <summary>Accounts, their password rules, the session cookie of the login page, and the pages.</summary>
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddDbContext<AccountContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.MappedEntityTypeIgnoredWarning, CoreEventId.MappedPropertyIgnoredWarning)));
        services.AddIdentityCore<Account>(PasswordPolicy.Configure)
            .AddEntityFrameworkStores<AccountContext>()
            .AddPasswordValidator<PasswordPolicy>()
            .AddClaimsPrincipalFactory<SessionClaims>()
            .AddSignInManager();
        services.AddAuthentication().AddApplicationCookie().Configure(cookie =>
        {
            cookie.Cookie.Name = "platform.identity";
            cookie.LoginPath = "/login";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
        });
        services.AddScoped<AccountCreation>().AddScoped<TalentRegistration>().AddScoped<AccountDisabling>().AddScoped<MachineClientCreation>();
        services.AddRazorPages(options =>
        {
            options.RootDirectory = "/SignIn";
            options.Conventions.AllowAnonymousToFolder("/");
        }).AddApplicationPart(typeof(SignInSetup).Assembly);
        // Chinese stands in the pages as it is.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddAntiforgery(options => options.Cookie.Name = "platform.identity.antiforgery");
    }

    /// <summary>The session cookie holds the id and the security stamp, no more: tokens are made from the database.</summary>
    private sealed class SessionClaims(UserManager<Account> users, IOptions<IdentityOptions> options)
        : UserClaimsPrincipalFactory<Account>(users, options)
    {
        protected override Task<ClaimsIdentity> GenerateClaimsAsync(Account user) => Task.FromResult(new ClaimsIdentity(
            [new(Options.ClaimsIdentity.UserIdClaimType, user.Id.ToString()), new(Options.ClaimsIdentity.SecurityStampClaimType, user.SecurityStamp!)],
            IdentityConstants.ApplicationScheme));
    }
}
