using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Hosting;
using Platform.Common.V1;
using Platform.Identity.Accounts;
using Platform.Identity.Organisations;

namespace Platform.Identity.Commands;

/// <summary>
/// <c>bootstrap</c>: the first government organisation, its first admin, and one machine client of it where asked. All other
/// organisations and accounts are made through the API. What exists already is left as it is.
/// </summary>
public sealed class BootstrapCommand(Store store, AccountContext context, AccountCreation accounts, MachineClientCreation clients)
{
    private static readonly string[] FirstRoles = [Roles.Admin, Roles.Official];

    public const string Name = "bootstrap";

    public const string Usage =
        "bootstrap --organisation-code CODE --organisation-name NAME --admin-user NAME --admin-password-file FILE [--client-id ID --client-secret-file FILE]";

    /// <returns>0, or 1 with one sentence on standard error.</returns>
    public static async Task<int> RunAsync(ServiceHost host)
    {
        try
        {
            await using var app = host.Build();
            await using var scope = app.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<BootstrapCommand>(scope.ServiceProvider).RunAsync(host.Configuration);
            Console.WriteLine("identity: the first organisation and its admin are there.");
            return 0;
        }
        catch (Exception exception) when (exception is FailedException or ArgumentException or InvalidOperationException or IOException or Npgsql.NpgsqlException)
        {
            await Console.Error.WriteLineAsync($"identity: bootstrap failed: {exception.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    private Task RunAsync(IConfiguration arguments) => store.ChangeAsync(
        Caller.System("identity"),
        async change =>
        {
            await context.JoinAsync(change);
            var code = Required(arguments, "organisation-code");
            var name = Required(arguments, "organisation-name");
            if (await GetOrganisation.FindAsync(change, code) is null)
                await RegisterOrganisation.RunAsync(change, code, name, OrganisationKind.Government);

            var admin = Required(arguments, "admin-user");
            if (!await accounts.ExistsAsync(admin))
                await accounts.CreateAsync(change, new NewAccount(admin, Secret(arguments, "admin-password-file"), "平台管理员", code, FirstRoles));

            if (arguments["client-id"] is { } clientId && !await clients.ExistsAsync(clientId, change.Cancellation))
                await clients.CreateAsync(change, new NewMachineClient(clientId, Secret(arguments, "client-secret-file"), clientId, code, FirstRoles));
        },
        CancellationToken.None);

    private static string Required(IConfiguration arguments, string key) =>
        arguments[key] ?? throw new ArgumentException($"--{key} is missing. Usage: {Usage}", nameof(arguments));

    private static string Secret(IConfiguration arguments, string key) => File.ReadAllText(Required(arguments, key)).Trim();
}
