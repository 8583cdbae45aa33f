using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Identity.V1;

namespace Platform.Identity.Accounts;

/// <summary>
/// A person registers itself as a talent, without signing in. What the account may see is decided where its profile is kept; here
/// the number within an hour is bounded, so that nobody fills the platform with accounts.
/// </summary>
public sealed class TalentRegistration(Store store, AccountCreation accounts, IConfiguration configuration)
{
    /// <summary>The setting of the bound.</summary>
    public const string PerHourKey = "Identity:TalentAccountsPerHour";

    private const int UsuallyPerHour = 1_000;

    /// <exception cref="Chassis.Errors.FailedException">ALREADY_EXISTS, PASSWORD_TOO_WEAK, LIMIT_REACHED.</exception>
    public async Task<Account> RunAsync(RegisterTalentAccountRequest request, CancellationToken cancellation)
    {
        Account? made = null;
        await store.ChangeAsync(
            Caller.System("identity"),
            async change =>
            {
                const string recent = "select count(*) from account where organisation_code is null and created_at > @since";
                if (await change.ExecuteScalarAsync<long>(recent, new { since = change.Now.AddHours(-1) }) >= configuration.GetValue(PerHourKey, UsuallyPerHour))
                    throw AccountErrors.TooManyTalents.ToException();

                made = await accounts.CreateTalentAsync(change, request.UserName, request.Password, request.DisplayName);
            },
            cancellation);
        return made!;
    }
}
