using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Hosting;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;

namespace Platform.Benchmarks.Events;

/// <summary>The platform's own way: a whole service host as it runs in production, with its outbox, relay and inbox.</summary>
internal sealed class ChassisContender : Contender
{
    private const string Service = "bench";
    private static readonly Caller s_caller = Caller.System(Service);
    private readonly WebApplication _app;
    private readonly Store _store;

    private ChassisContender(WebApplication app)
    {
        _app = app;
        _store = app.Services.GetRequiredService<Store>();
    }

    public override string Name => "chassis";

    public override string CountInbox => "SELECT count(*) FROM inbox";

    public static async Task<Contender> StartAsync(Ground ground)
    {
        var assembly = typeof(ChassisContender).Assembly;
        var owner = new NpgsqlConnectionStringBuilder(ground.Postgres) { Pooling = false };
        MigrateCommand.Apply(owner.ConnectionString, owner.Username!, assembly);
        var host = ServiceHost.Create(
        [
            $"--ConnectionStrings:Database={ground.Postgres}",
            $"--ConnectionStrings:RabbitMq={ground.RabbitMq}",
            "--Identity:Authority=http://127.0.0.1:1/",
            "--Endpoints:Http=http://127.0.0.1:0",
            "--Endpoints:Grpc=http://127.0.0.1:0",
        ],
        Service,
        assembly);
        host.Builder.Logging.SetMinimumLevel(LogLevel.Warning);
        host.Events.Handle<ProjectAdmitted, OnProjectAdmitted>();
        var app = host.Build();
        await app.StartAsync();
        return new ChassisContender(app) { Database = app.Services.GetRequiredService<NpgsqlDataSource>() };
    }

    public override Task CommitAsync(Guid id, int number) => _store.ChangeAsync(
        s_caller,
        change =>
        {
            change.Write(Work.InsertWork, id, Work.Name, Work.Organisation, Work.Summary);
            change.Raise(
                new ProjectAdmitted { ProjectId = id.ToString(), Name = Work.Name, OrganisationCode = Work.CreditCode(number), OrganisationName = Work.Organisation, Summary = Work.Summary },
                id.ToString());
            return Task.CompletedTask;
        },
        CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class OnProjectAdmitted : IEventHandler<ProjectAdmitted>
    {
        public Task HandleAsync(ProjectAdmitted @event, EventContext context, Change change)
        {
            change.Write(Work.InsertEffect, Guid.Parse(@event.ProjectId), @event.Name);
            Progress.Effected();
            return Task.CompletedTask;
        }
    }
}
