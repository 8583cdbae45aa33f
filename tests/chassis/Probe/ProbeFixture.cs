using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Hosting;
using Platform.Chassis.Messaging;
using Platform.Identity.V1;
using Platform.Tests.Fixtures;

namespace Platform.Chassis.Tests.Probe;

/// <summary>
/// A service with one table and one handler, to try the chassis: it hears OrganisationRegistered and writes one effect row.
/// </summary>
public class ProbeFixture() : ServiceFixture(Host, typeof(ProbeFixture).Assembly)
{
    public const string Service = "probe";

    private static readonly Caller Tester = Caller.System("test");

    public Store Store => Services.GetRequiredService<Store>();

    /// <summary>Raises events in one change, each with its subject.</summary>
    public Task RaiseAsync(params IEnumerable<(string Subject, string Name)> events) => RaiseAsync(Store, events);

    public static Task RaiseAsync(Store store, params IEnumerable<(string Subject, string Name)> events) => store.ChangeAsync(Tester, change =>
    {
        foreach (var (subject, name) in events)
        {
            change.Raise(new OrganisationRegistered { OrganisationCode = subject, Name = name }, subject);
        }

        return Task.CompletedTask;
    }, CancellationToken.None);

    /// <summary>A second replica on the same database and broker, with a relay and a consumer of its own.</summary>
    public async Task<ProbeReplica> StartReplicaAsync()
    {
        var replica = new ProbeReplica(this);
        await replica.StartAsync();
        return replica;
    }

    internal string Connection => AppConnection;

    internal static ServiceHost Host(string[] args)
    {
        var host = ServiceHost.Create(args, Service, typeof(ProbeFixture).Assembly);
        host.Events.Handle<OrganisationRegistered, WriteEffect>();
        return host;
    }

    /// <summary>Refuses names that start with "poison" until they are said to be harmless.</summary>
    internal sealed class WriteEffect : IEventHandler<OrganisationRegistered>
    {
        public static volatile bool Poisonous = true;

        public Task HandleAsync(OrganisationRegistered @event, EventContext context, Change change)
        {
            if (Poisonous && @event.Name.StartsWith("poison", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"cannot take {@event.Name}");
            }

            return change.ExecuteAsync(
                "insert into effect (event_id, subject, name) values (@EventId, @Subject, @Name)",
                new { context.EventId, context.Subject, @event.Name });
        }
    }
}

public sealed class ProbeReplica(ProbeFixture first) : IAsyncDisposable
{
    private Microsoft.AspNetCore.Builder.WebApplication? _app;

    public Store Store => _app!.Services.GetRequiredService<Store>();

    public async Task StartAsync()
    {
        var ports = FreePorts.Take(2);
        var issuer = await TokenIssuer.GetAsync();
        _app = ProbeFixture.Host([
            $"--ConnectionStrings:Database={first.Connection}", $"--ConnectionStrings:RabbitMq={first.RabbitMq}", $"--Identity:Authority={issuer.Authority}",
            $"--Endpoints:Http=http://127.0.0.1:{ports[0]}", $"--Endpoints:Grpc=http://127.0.0.1:{ports[1]}"]).Build();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }
}
