using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Platform.Common.V1;
using Platform.Identity.Commands;
using Platform.Identity.V1;
using Platform.Tests.Fixtures;

namespace Platform.Identity.Tests;

/// <summary>
/// The identity host after <c>bootstrap</c>. Callers sign in at the host itself: its own tokens, checked by its own discovery.
/// </summary>
public sealed class IdentityFixture() : ServiceFixture(Program.Host, typeof(Program).Assembly)
{
    public const string Bureau = "11130300MB1234567B";
    public const string AdminPassword = "correct-horse-battery";
    public const string MachineSecret = "machine-secret-machine-secret";
    public const string Portal = "http://127.0.0.1:48080";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-identity-");
    private readonly List<GrpcChannel> _opened = [];
    private int _numbers;

    public HttpClient Http { get; } = new();

    public string KeyDirectory => Path.Combine(_folder.FullName, "keys");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (await BootstrapAsync() != 0)
            throw new InvalidOperationException("bootstrap failed; its sentence stands above.");

        await ReadyAsync(HttpAddress);
    }

    /// <summary>Runs <c>bootstrap</c> as the launcher does.</summary>
    public async Task<int> BootstrapAsync(string adminPassword = AdminPassword, string organisationCode = Bureau)
    {
        var passwordFile = Path.Combine(_folder.FullName, "password");
        var secretFile = Path.Combine(_folder.FullName, "secret");
        await File.WriteAllTextAsync(passwordFile, adminPassword + "\n");
        await File.WriteAllTextAsync(secretFile, MachineSecret + "\n");
        return await BootstrapCommand.RunAsync(Program.Host([
            BootstrapCommand.Name, "--organisation-code", organisationCode, "--organisation-name", "秦皇岛市发展和改革委员会",
            "--admin-user", "admin", "--admin-password-file", passwordFile, "--client-id", "demo", "--client-secret-file", secretFile,
            .. HostSettings(HttpAddress, GrpcAddress)]));
    }

    /// <summary>Another replica on the same database and keys, at an address of its own but under the same issuer.</summary>
    public async Task<(WebApplication App, string Address)> StartReplicaAsync()
    {
        var ports = FreePorts.Take(2);
        var address = $"http://127.0.0.1:{ports[0]}";
        var app = Program.Host([.. HostSettings(address, $"http://127.0.0.1:{ports[1]}"), .. Settings()]).Build();
        await app.StartAsync();
        await ReadyAsync(address);
        return (app, address);
    }

    public async Task<JsonElement> TokenAsync(params (string Key, string Value)[] form)
    {
        using var response = await Http.PostAsync($"{HttpAddress}/connect/token", new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Key, f.Value))));
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<string> MachineTokenAsync(string clientId = "demo", string secret = MachineSecret)
    {
        var answer = await TokenAsync(("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret));
        return answer.GetProperty("access_token").GetString()!;
    }

    public CallInvoker With(string accessToken)
    {
        var channel = GrpcChannel.ForAddress(GrpcAddress);
        _opened.Add(channel);
        return channel.Intercept(metadata =>
        {
            metadata.Add("authorization", $"Bearer {accessToken}");
            return metadata;
        });
    }

    public async Task<AccountService.AccountServiceClient> AccountsAsync() => new(With(await MachineTokenAsync()));

    public async Task<OrganisationService.OrganisationServiceClient> OrganisationsAsync() => new(With(await MachineTokenAsync()));

    /// <summary>A code that no other test of the class uses.</summary>
    public string NextCode() => Codes.Of($"91130300MA{Interlocked.Increment(ref _numbers):D7}");

    public async Task<Organisation> RegisterAsync(OrganisationKind kind)
    {
        var code = NextCode();
        return await (await OrganisationsAsync()).RegisterOrganisationAsync(new() { OrganisationCode = code, Name = $"单位{code}", Kind = kind });
    }

    /// <summary>An account with the password <see cref="AdminPassword"/>.</summary>
    public async Task<Account> CreateAccountAsync(string userName, OrganisationKind kind = OrganisationKind.Enterprise, string role = "enterprise")
    {
        var organisation = await RegisterAsync(kind);
        return await (await AccountsAsync()).CreateAccountAsync(new()
        {
            UserName = userName, Password = AdminPassword, DisplayName = "测试", OrganisationCode = organisation.OrganisationCode, Roles = { role },
        });
    }

    public override async ValueTask DisposeAsync()
    {
        _opened.ForEach(channel => channel.Dispose());
        Http.Dispose();
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override IEnumerable<string> Settings() =>
    [
        $"--Identity:Authority={HttpAddress}/", "--Identity:AllowHttp=true", $"--Identity:KeyDirectory={KeyDirectory}", $"--Portal:BaseAddress={Portal}",
    ];

    private IEnumerable<string> HostSettings(string http, string grpc) =>
    [
        $"--ConnectionStrings:Database={AppConnection}", $"--ConnectionStrings:RabbitMq={RabbitMq}", $"--Endpoints:Http={http}", $"--Endpoints:Grpc={grpc}",
        .. Settings(),
    ];

    private async Task ReadyAsync(string address)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            using var response = await Http.GetAsync($"{address}/health/ready");
            if (response.IsSuccessStatusCode)
                return;

            await Task.Delay(100);
        }

        throw new TimeoutException($"{address} was not ready in time.");
    }
}
