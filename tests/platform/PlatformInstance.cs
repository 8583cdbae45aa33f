using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Printing;
using Xunit;

namespace Platform.SystemTests;

/// <summary>All classes of this assembly use one instance of the platform, one after the other.</summary>
[CollectionDefinition(nameof(PlatformInstance))]
public sealed class PlatformCollection : ICollectionFixture<PlatformInstance>;

/// <summary>The whole platform as the launcher runs it: private PostgreSQL and RabbitMQ, and every host a process of its own.</summary>
public sealed class PlatformInstance : IAsyncLifetime
{
    private Task<EndState>? _undisturbed;

    public Launcher Launcher { get; } = new();

    public Databases Databases => field ??= new Databases(Launcher);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>How the main job ends when nothing goes wrong; run once, on an empty platform.</summary>
    public Task<EndState> UndisturbedAsync() => _undisturbed ??= RunFreshAsync();

    /// <summary>Runs the main job on an empty platform and waits until every event has had its effect; what must be stored then is checked.</summary>
    /// <param name="before">Called before each step.</param>
    public async Task<EndState> RunFreshAsync(Func<Step, Task>? before = null, CancellationToken cancellation = default)
    {
        await Launcher.StartFreshAsync();
        var output = new StringWriter();
        var printer = new Printer(TextWriter.Synchronized(output), english: true);
        using var connections = new Connections(DemoSettings(), printer.Language, TimeProvider.System);
        var context = new JobContext(connections, new Vault(""), printer, new JobOptions { Wait = TimeSpan.FromMinutes(5) }, cancellation);
        try
        {
            await new MainJob(context).RunAsync(before);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{printer.Sentence(error)}\n{output}", error);
        }

        await Databases.SettleAsync();
        await StoredState.HoldsAsync(Databases);
        return await EndState.ReadAsync(Databases);
    }

    public async ValueTask DisposeAsync() => await Launcher.RunAsync(["reset"]);

    /// <summary>As the launcher tells the client, but with patience enough for a host that comes back.</summary>
    private Settings DemoSettings()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Identity__Authority"] = Launcher.Address("IDENTITY"),
            ["Portal__BaseAddress"] = Launcher.Address("PORTAL"),
            ["Services__Identity"] = Launcher.Address("IDENTITY_GRPC"),
            ["Services__Registry"] = Launcher.Address("REGISTRY_GRPC"),
            ["Services__Talent"] = Launcher.Address("TALENT_GRPC"),
            ["Services__Transfer"] = Launcher.Address("TRANSFER_GRPC"),
            ["Demo__ClientSecretFile"] = Path.Combine(Launcher.Home, "secrets", "demo_client"),
            ["Demo__PatienceSeconds"] = "300",
        };
        return Settings.Read(variables.GetValueOrDefault);
    }
}
