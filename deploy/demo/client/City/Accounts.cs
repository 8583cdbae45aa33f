using System.Security.Cryptography;
using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Identity.V1;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>Logins for people: two officials, one of another department, three reviewers, two firms with projects in the pool, and each university of the city.</summary>
internal static class Accounts
{
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static async Task CreateAsync(JobContext job, Vault vault)
    {
        if (job.OfficialOrganisation.Length == 0)
            job.OfficialOrganisation = (await job.Official.Accounts.WhoAmIAsync(new WhoAmIRequest(), cancellationToken: job.Cancellation)).OrganisationCode;
        var organisations = ShippedOrganisations.Read(job.Connections.Settings.DataFolder);
        foreach (var account in await WantedAsync(job, organisations))
            await CreateAsync(job, vault, account);
    }

    private static async Task<IEnumerable<DemoAccount>> WantedAsync(JobContext job, IReadOnlyList<ShippedOrganisation> organisations)
    {
        var names = organisations.ToDictionary(one => one.Code, one => one.Name, StringComparer.Ordinal);
        // The schools of the city; institutes of other cities have no login.
        List<string> schools = [.. organisations.Where(one => one.Kind is OrganisationKind.University && one.Code.StartsWith("121303", StringComparison.Ordinal)).Select(one => one.Code)];
        List<string> bodies = [.. organisations.Where(one => one.Kind is OrganisationKind.Government && one.Code != job.OfficialOrganisation).Select(one => one.Code), .. schools];
        return
        [
            New("official", "official", job.OfficialOrganisation),
            New("official2", "official", job.OfficialOrganisation),
            .. bodies.Take(1).Concat(schools.Take(2)).Select((code, i) => New($"reviewer{i + 1}", "reviewer", code)),
            .. (await FirmsAsync(job)).Select((code, i) => New($"enterprise{i + 1}", "enterprise", code)),
            .. organisations.Where(one => one.Code == SupportYear.FinanceBody).Select(one => New("official3", "official", one.Code)),
            .. schools.Select((code, i) => New($"university{i + 1}", "university", code)),
        ];

        DemoAccount New(string user, string role, string code) => new(user, "", role, code, names.GetValueOrDefault(code, code));
    }

    /// <summary>The firm of the completed collaboration, then the next one with findings.</summary>
    public static async Task<IReadOnlyList<string>> FirmsAsync(JobContext job)
    {
        var projects = new List<Project>();
        foreach (var batch in (await Lists.BatchesAsync(job)).Where(batch => batch.Name == Load.BatchName))
        {
            job.Batch = batch;
            projects.AddRange(await Lists.ProjectsAsync(job));
        }

        return [.. projects
            .OrderByDescending(project => project.AgreementsSigned + project.TalentsPlaced)
            .ThenByDescending(project => project.ServedNeedCount > 0)
            .ThenBy(project => project.Rank)
            .Select(project => project.OrganisationCode)
            .Distinct(StringComparer.Ordinal)
            .Take(2)];
    }

    private static async Task CreateAsync(JobContext job, Vault vault, DemoAccount wanted)
    {
        if (vault.Accounts.Any(account => account.UserName == wanted.UserName))
            return;
        var account = wanted with { Password = NewPassword() };
        // Kept first: a password whose account was made must not be lost. An account that is there already keeps its own.
        vault.Keep(account);
        try
        {
            await job.Official.Accounts.CreateAccountAsync(
                new CreateAccountRequest
                {
                    UserName = account.UserName,
                    Password = account.Password,
                    DisplayName = account.OrganisationName,
                    OrganisationCode = account.OrganisationCode,
                    Roles = { account.Role },
                },
                cancellationToken: job.Cancellation);
        }
        catch (CallFailure failure) when (failure.Reason == "ALREADY_EXISTS")
        {
            job.Printer.Note($"账号 {account.UserName} 已存在", $"account {account.UserName} exists already");
        }
    }

    /// <summary>The account of a talent, which belongs to no organisation and which anyone may make.</summary>
    public static async Task<Session> TalentAsync(JobContext job, Vault vault, string userName, string displayName)
    {
        if (vault.Accounts.FirstOrDefault(one => one.UserName == userName) is not { } account)
        {
            account = new DemoAccount(userName, NewPassword(), "talent", "", displayName);
            vault.Keep(account);
        }

        try
        {
            await job.Official.Accounts.RegisterTalentAccountAsync(
                new RegisterTalentAccountRequest { UserName = userName, Password = account.Password, DisplayName = displayName }, cancellationToken: job.Cancellation);
        }
        catch (CallFailure failure) when (failure.Reason == "ALREADY_EXISTS")
        {
            // From an earlier load, with the password that is kept.
        }

        return job.Connections.As(new Credential(userName, account.Password) { IsPerson = true });
    }

    /// <returns>Three groups of four letters, such as k7mf-9x2p-w4ht: about 59 bits.</returns>
    private static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(PasswordLetters, 4)));
}
