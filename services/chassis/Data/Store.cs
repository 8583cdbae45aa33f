using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Errors;
using Platform.Chassis.Messaging;

namespace Platform.Chassis.Data;

/// <summary>The service's own database: connections for reading, and changes that commit as a whole or not at all.</summary>
public sealed class Store(NpgsqlDataSource source, OutboxSignal signal, TimeProvider clock)
{
    /// <summary>A pooled connection for reads; dispose it.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction. A call repeated with the same <paramref name="requestId"/> (AIP-155)
    /// gets the first answer and has no second effect, also where both run at once: the later one waits for the earlier.
    /// </summary>
    /// <param name="requestId">Empty: not idempotent.</param>
    /// <param name="request">What a repeated request id must come with again.</param>
    /// <exception cref="FailedException">REQUEST_ID_REUSED, or whatever <paramref name="work"/> refuses.</exception>
    public async Task<T> ChangeAsync<T>(ServerCallContext call, string requestId, IMessage request, Func<Change, Task<T>> work)
        where T : IMessage<T>, new()
    {
        var caller = Caller.Of(call);
        var cancellation = call.CancellationToken;
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var change = new Change(connection, transaction, caller, clock.GetUtcNow(), cancellation);
        if (requestId.Length == 0)
        {
            var answer = await work(change);
            await CommitAsync(change);
            return answer;
        }

        var key = new IdempotencyKey(caller.Subject, call.Method, requestId, SHA256.HashData(request.ToByteArray()));
        if (await ClaimAsync(change, key) is { } earlier)
        {
            return new MessageParser<T>(() => new T()).ParseFrom(earlier);
        }

        var response = await work(change);
        await CommitAsync(change, RememberCommand(key, response.ToByteArray()));
        return response;
    }

    /// <summary>Runs background work in one transaction.</summary>
    public async Task ChangeAsync(Caller caller, Func<Change, Task> work, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var change = new Change(connection, transaction, caller, clock.GetUtcNow(), cancellation);
        await work(change);
        await CommitAsync(change);
    }

    private async Task CommitAsync(Change change, params IEnumerable<NpgsqlBatchCommand> also)
    {
        await change.CommitAsync(also);
        if (change.HasEvents)
        {
            signal.EventsCommitted();
        }
    }

    /// <summary>Takes the request id for this transaction; the earlier answer where it was taken before.</summary>
    private static async Task<byte[]?> ClaimAsync(Change change, IdempotencyKey key)
    {
        const string claim = """
            insert into idempotency (caller, method, request_id, request_hash, created_at)
            values (@Caller, @Method, @RequestId, @RequestHash, @Now)
            on conflict do nothing
            """;
        if (await change.ExecuteAsync(claim, new { key.Caller, key.Method, key.RequestId, key.RequestHash, change.Now }) == 1)
        {
            return null;
        }

        const string earlier = """
            select request_hash, response from idempotency
            where caller = @Caller and method = @Method and request_id = @RequestId
            """;
        var row = await change.QuerySingleOrDefaultAsync<IdempotencyRow>(earlier, key)
            ?? throw CommonErrors.ConcurrentChange.ToException();
        return row.RequestHash.AsSpan().SequenceEqual(key.RequestHash)
            ? row.Response
            : throw CommonErrors.RequestIdReused.ToException();
    }

    private static NpgsqlBatchCommand RememberCommand(IdempotencyKey key, byte[] response) => new("""
        update idempotency set response = $4 where caller = $1 and method = $2 and request_id = $3
        """)
    {
        Parameters = { new() { Value = key.Caller }, new() { Value = key.Method }, new() { Value = key.RequestId }, new() { Value = response } },
    };

    private sealed record IdempotencyKey(string Caller, string Method, string RequestId, byte[] RequestHash);

    private sealed record IdempotencyRow(byte[] RequestHash, byte[] Response);
}
