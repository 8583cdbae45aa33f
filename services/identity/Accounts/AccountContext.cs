using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OpenIddict.EntityFrameworkCore.Models;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;

namespace Platform.Identity.Accounts;

/// <summary>
/// What ASP.NET Core Identity and OpenIddict keep. The schema comes from <c>Migrations/*.sql</c>; this model only names it.
/// Contact data and external logins of the stock model are left out: nothing here uses them.
/// </summary>
public sealed partial class AccountContext(DbContextOptions<AccountContext> options) : IdentityUserContext<Account, Guid>(options)
{
    /// <summary>Works on the change's connection from here on, inside its transaction.</summary>
    public async Task JoinAsync(Change change)
    {
        if (Database.CurrentTransaction?.GetDbTransaction() == change.Transaction)
            return;

        Database.SetDbConnection(change.Connection);
        await Database.UseTransactionAsync(change.Transaction, change.Cancellation);
    }

    /// <summary>Names the failure that a unique constraint stands for, where two creations met.</summary>
    public static async Task<T> UniqueAsync<T>(Func<Task<T>> create, Error exists)
    {
        try
        {
            return await create();
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw exists.ToException();
        }
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Ignore<IdentityUserClaim<Guid>>().Ignore<IdentityUserLogin<Guid>>().Ignore<IdentityUserToken<Guid>>();
        builder.Entity<AccountOrganisation>().ToTable("organisation").HasKey(organisation => organisation.OrganisationCode);
        builder.Entity<Account>(account =>
        {
            account.ToTable("account");
            account.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed);
            account.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled);
            account.HasOne(a => a.Organisation).WithMany().HasForeignKey(a => a.OrganisationCode);
        });
        builder.UseOpenIddict<Guid>();
        builder.Entity<OpenIddictEntityFrameworkCoreApplication<Guid>>().ToTable("oidc_application");
        builder.Entity<OpenIddictEntityFrameworkCoreAuthorization<Guid>>().ToTable("oidc_authorization");
        builder.Entity<OpenIddictEntityFrameworkCoreScope<Guid>>().ToTable("oidc_scope");
        builder.Entity<OpenIddictEntityFrameworkCoreToken<Guid>>().ToTable("oidc_token");
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(WordStart().Replace(property.Name, "_").ToLowerInvariant());
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
