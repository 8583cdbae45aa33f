using System.Text.Encodings.Web;
using JasperFx.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.Postgresql;
using Wolverine.RabbitMQ;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace Platform.Benchmarks.Events;

/// <summary>The same facts as the contract's event, as Wolverine's default serializer takes them.</summary>
public sealed record WorkAdmitted(Guid ProjectId, string Name, string OrganisationCode, string OrganisationName, string Summary);

/// <summary>WolverineFx with its durable outbox and inbox in PostgreSQL and a quorum queue in between.</summary>
internal sealed class WolverineContender : Contender
{
    private const string Queue = "work";
    private readonly IHost _host;
    private readonly IWolverineRuntime _runtime;
    private readonly IMessageDatabase _store;

    private WolverineContender(IHost host)
    {
        _host = host;
        _runtime = host.Services.GetRequiredService<IWolverineRuntime>();
        _store = (IMessageDatabase)_runtime.Storage;
    }

    public override string Name => "wolverine";

    public override string CountInbox => "SELECT count(*) FROM wolverine.wolverine_incoming_envelopes WHERE status = 'Handled'";

    public static async Task<Contender> StartAsync(Ground ground, int parallel)
    {
        var database = NpgsqlDataSource.Create(Tuned(ground.Postgres));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(database);
        builder.UseWolverine(options =>
        {
            options.UseRuntimeCompilation();
            options.Durability.Mode = DurabilityMode.Solo;
            options.PersistMessagesWithPostgresql(database, "wolverine");
            // Chinese as it is, not as six bytes a character.
            options.UseSystemTextJsonForSerialization(json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            options.Discovery.DisableConventionalDiscovery().IncludeType(typeof(WorkAdmittedHandler));
            options.UseRabbitMq(ground.RabbitMq)
                .AutoProvision()
                .UseQuorumQueues();
            options.PublishMessage<WorkAdmitted>().ToRabbitQueue(Queue).UseDurableOutbox();
            options.ListenToRabbitQueue(Queue).UseDurableInbox().PreFetchCount(200).MaximumParallelMessages(parallel);
            options.Services.AddResourceSetupOnStartup();
        });
        var host = builder.Build();
        await host.StartAsync();
        return new WolverineContender(host) { Database = database };
    }

    public override async Task CommitAsync(Guid id, int number)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand(Work.InsertWork, connection, transaction)
        {
            Parameters = { new() { Value = id }, new() { Value = Work.Name }, new() { Value = Work.Organisation }, new() { Value = Work.Summary } },
        };
        await insert.ExecuteNonQueryAsync();
        var context = new MessageContext(_runtime);
        await context.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction(_store, transaction));
        await context.PublishAsync(new WorkAdmitted(id, Work.Name, Work.CreditCode(number), Work.Organisation, Work.Summary));
        await transaction.CommitAsync();
        await context.FlushOutgoingMessagesAsync();
    }

    /// <summary>The driver settings that the chassis gives itself, as they make Wolverine faster too.</summary>
    private static string Tuned(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
    }.ConnectionString;

    public override async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Database.DisposeAsync();
    }
}

/// <summary>The effect; Wolverine has put the message into its inbox before it calls this, and marks it handled afterwards.</summary>
public sealed class WorkAdmittedHandler
{
    public static async Task Handle(WorkAdmitted work, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var insert = database.CreateCommand(Work.InsertEffect);
        insert.Parameters.Add(new NpgsqlParameter { Value = work.ProjectId });
        insert.Parameters.Add(new NpgsqlParameter { Value = work.Name });
        await insert.ExecuteNonQueryAsync(cancellation);
        Progress.Effected();
    }
}
