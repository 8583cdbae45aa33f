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
    private readonly List<NpgsqlBatchCommand> _writes = [];
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

    public Caller Caller { get; }

    /// <summary>The instant of the change, UTC; the same for all it writes.</summary>
    public DateTimeOffset Now { get; }

    public CancellationToken Cancellation { get; }

    internal bool HasEvents => _events.Count > 0;

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
        action, entity, entityId, detail is null ? null : JsonSerializer.Serialize(detail)));

    /// <summary>
    /// Writes without waiting: the statement goes to the server with the next one that is waited for, or with the commit,
    /// in the order of the calls. What it violates is thrown there. For writes whose row count nobody asks.
    /// </summary>
    /// <param name="sql">With positional parameters: <c>$1</c>, <c>$2</c> …</param>
    public void Write(string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter ?? DBNull.Value });
        }

        _writes.Add(command);
    }

    public async Task<int> ExecuteAsync(string sql, object? parameters = null)
    {
        await FlushAsync();
        return await Connection.ExecuteAsync(Command(sql, parameters));
    }

    public async Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? parameters = null)
    {
        await FlushAsync();
        return await Connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters));
    }

    public async Task<T> ExecuteScalarAsync<T>(string sql, object? parameters = null)
    {
        await FlushAsync();
        return (await Connection.ExecuteScalarAsync<T>(Command(sql, parameters)))!;
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await FlushAsync();
        return (await Connection.QueryAsync<T>(Command(sql, parameters))).AsList();
    }

    /// <summary>Sends what was written, raised and audited, and commits, in one round trip.</summary>
    internal async Task CommitAsync(params IEnumerable<NpgsqlBatchCommand> also)
    {
        await using var batch = new NpgsqlBatch(Connection, Transaction);
        IEnumerable<NpgsqlBatchCommand> commands = [.. _writes, .. _events.Select(OutboxCommand), .. AuditCommands(), .. also];
        foreach (var command in commands)
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

    private async Task FlushAsync()
    {
        if (_writes.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(Connection, Transaction);
        _writes.ForEach(batch.BatchCommands.Add);
        _writes.Clear();
        await batch.ExecuteNonQueryAsync(Cancellation);
    }

    private NpgsqlBatchCommand OutboxCommand(OutboxRow row) => new("""
        insert into outbox (event_id, shard, type, subject, body, trace_parent, occurred_at) values ($1, $2, $3, $4, $5, $6, $7)
        """)
    {
        Parameters =
        {
            new() { Value = row.EventId },
            new() { Value = row.Shard },
            new() { Value = row.Type },
            new() { Value = row.Subject },
            new() { Value = row.Body },
            new() { Value = (object?)row.TraceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new() { Value = Now.UtcDateTime },
        },
    };

    /// <summary>All entries by one statement, in the order of the calls: an import may write thousands.</summary>
    private IEnumerable<NpgsqlBatchCommand> AuditCommands()
    {
        if (_audits.Count == 0)
        {
            yield break;
        }

        yield return new NpgsqlBatchCommand("""
            insert into audit_entry (at, actor, organisation_code, action, entity, entity_id, detail)
            select $1, $2, $3, e.action, e.entity, e.entity_id, e.detail::jsonb
            from unnest($4, $5, $6, $7) with ordinality e (action, entity, entity_id, detail, number)
            order by e.number
            """)
        {
            Parameters =
            {
                new() { Value = Now.UtcDateTime },
                new() { Value = Caller.Subject },
                new() { Value = Caller.OrganisationCode },
                Texts(row => row.Action),
                Texts(row => row.Entity),
                Texts(row => row.EntityId),
                Texts(row => row.Detail),
            },
        };
    }

    private NpgsqlParameter Texts(Func<AuditRow, string?> column) =>
        new() { Value = _audits.Select(column).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private sealed record OutboxRow(Guid EventId, short Shard, string Type, string Subject, byte[] Body, string? TraceParent);

    private sealed record AuditRow(string Action, string Entity, string EntityId, string? Detail);
}
