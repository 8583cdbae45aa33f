using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Google.Protobuf;
using Npgsql;
using NpgsqlTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Messaging;

namespace Platform.Chassis.Data;

/// <summary>
/// One open transaction and everything that must commit with it: state, outbox rows, audit entries, the idempotency
/// record. What is raised and audited is written in one batch just before the commit.
/// </summary>
public sealed class Change
{
    private readonly List<OutboxRow> _events = [];
    private readonly List<AuditRow> _audits = [];

    internal Change(NpgsqlConnection connection, NpgsqlTransaction transaction, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        Connection = connection;
        Transaction = transaction;
        Caller = caller;
        Now = now;
        Cancellation = cancellation;
    }

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    public Caller Caller { get; internal set; }

    /// <summary>The instant of the change, UTC; the same for all it writes.</summary>
    public DateTimeOffset Now { get; }

    public CancellationToken Cancellation { get; }

    internal bool HasEvents => _events.Count > 0;

    internal bool IsEmpty => _events.Count == 0 && _audits.Count == 0;

    /// <summary>A key ordered by time.</summary>
    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>
    /// Raises an event with the commit. Lock or insert the aggregate's row first: only then are the events of one subject
    /// numbered, and later published, in the order of their commits.
    /// </summary>
    /// <param name="event">A message of the contracts, named in the past tense.</param>
    /// <param name="subject">The aggregate's id; events of one subject keep their order.</param>
    public void Raise(IMessage @event, string subject) => _events.Add(new OutboxRow(
        NewId(), Shards.Of(subject), @event.Descriptor.FullName, subject, @event.ToByteArray(), Activity.Current?.Id));

    /// <summary>Writes down who did what to which entity. Put no personal data into <paramref name="detail"/>.</summary>
    public void Audit(string action, string entity, string entityId, object? detail = null) => _audits.Add(new AuditRow(
        Caller.Subject, Caller.OrganisationCode, action, entity, entityId, detail is null ? null : JsonSerializer.Serialize(detail)));

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Connection.ExecuteAsync(Command(sql, parameters));

    public Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? parameters = null) => Connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters));

    public async Task<T> ExecuteScalarAsync<T>(string sql, object? parameters = null) => (await Connection.ExecuteScalarAsync<T>(Command(sql, parameters)))!;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) => (await Connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    /// <summary>Writes what was raised and audited, and commits, in one round trip.</summary>
    internal async Task CommitAsync(params IEnumerable<NpgsqlBatchCommand> also)
    {
        await using var batch = new NpgsqlBatch(Connection, Transaction);
        if (_events.Count > 0)
        {
            batch.BatchCommands.Add(OutboxCommand());
        }

        if (_audits.Count > 0)
        {
            batch.BatchCommands.Add(AuditCommand());
        }

        foreach (var command in also)
        {
            batch.BatchCommands.Add(command);
        }

        Cancellation.ThrowIfCancellationRequested();
        // From here on the outcome is the server's: a caller who hangs up must not leave it in doubt.
        if (batch.BatchCommands.Count == 0)
        {
            await Transaction.CommitAsync(CancellationToken.None);
            return;
        }

        // Where a statement before it fails the server skips the commit, and the transaction rolls back when disposed.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private CommandDefinition Command(string sql, object? parameters) => new(sql, parameters, Transaction, cancellationToken: Cancellation);

    private NpgsqlBatchCommand OutboxCommand()
    {
        // Ordered, so that positions follow the order in which the events were raised.
        var command = new NpgsqlBatchCommand("""
            insert into outbox (event_id, shard, type, subject, body, trace_parent, occurred_at)
            select e.event_id, e.shard, e.type, e.subject, e.body, e.trace_parent, $7
            from unnest($1, $2, $3, $4, $5, $6) with ordinality as e (event_id, shard, type, subject, body, trace_parent, n)
            order by e.n
            """);
        command.Parameters.Add(new() { Value = _events.ConvertAll(e => e.EventId) });
        command.Parameters.Add(new() { Value = _events.ConvertAll(e => e.Shard) });
        command.Parameters.Add(new() { Value = _events.ConvertAll(e => e.Type) });
        command.Parameters.Add(new() { Value = _events.ConvertAll(e => e.Subject) });
        command.Parameters.Add(new() { Value = _events.ConvertAll(e => e.Body) });
        command.Parameters.Add(new() { Value = _events.ConvertAll(e => e.TraceParent), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = Now.UtcDateTime });
        return command;
    }

    private NpgsqlBatchCommand AuditCommand()
    {
        var command = new NpgsqlBatchCommand("""
            insert into audit_entry (at, actor, organisation_code, action, entity, entity_id, detail)
            select $7, a.actor, a.organisation_code, a.action, a.entity, a.entity_id, a.detail::jsonb
            from unnest($1, $2, $3, $4, $5, $6) with ordinality as a (actor, organisation_code, action, entity, entity_id, detail, n)
            order by a.n
            """);
        command.Parameters.Add(new() { Value = _audits.ConvertAll(a => a.Actor) });
        command.Parameters.Add(new() { Value = _audits.ConvertAll(a => a.OrganisationCode) });
        command.Parameters.Add(new() { Value = _audits.ConvertAll(a => a.Action) });
        command.Parameters.Add(new() { Value = _audits.ConvertAll(a => a.Entity) });
        command.Parameters.Add(new() { Value = _audits.ConvertAll(a => a.EntityId) });
        command.Parameters.Add(new() { Value = _audits.ConvertAll(a => a.Detail), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = Now.UtcDateTime });
        return command;
    }

    private sealed record OutboxRow(Guid EventId, short Shard, string Type, string Subject, byte[] Body, string? TraceParent);

    private sealed record AuditRow(string Actor, string OrganisationCode, string Action, string Entity, string EntityId, string? Detail);
}
