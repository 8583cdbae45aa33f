using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.Chassis.Messaging;

/// <summary>
/// Holds this replica's share of the shards by session advisory locks on one connection of its own, and listens there for
/// other replicas' commits. When the process or the connection dies PostgreSQL frees the locks, and others take over.
/// <para>
/// A relay that lost its locks while publishing may publish what its successor publishes again. Both go through the
/// same rows in the same order, so the first arrival of each event is still in order, and the inbox drops the second.
/// </para>
/// </summary>
internal sealed partial class ShardOwnership([FromKeyedServices(ShardOwnership.ApplicationName)] NpgsqlDataSource source, OutboxSignal signal, TimeProvider clock, ILogger<ShardOwnership> logger) : BackgroundService
{
    // First key of the two-part advisory lock: "obx".
    private const int LockSpace = 0x6F6278;
    private const string Channel = "outbox";

    /// <summary>Names the sessions that hold shards, and the unpooled source that opens them.</summary>
    public const string ApplicationName = "outbox-relay";

    private static readonly TimeSpan Review = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _sending = new(1, 1);
    private volatile short[] _owned = [];

    /// <summary>Whether other replicas may own shards that this process writes to.</summary>
    public bool OwnsAll => _owned.Length == Shards.Count;

    /// <summary>
    /// Takes the right to send for the owned shards; none is given up until it is disposed. Empty where none is owned.
    /// </summary>
    public async Task<Tenure> HoldAsync(CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        return new Tenure(_owned, _sending);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HoldLocksAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
            {
                _owned = [];
                LostLocks(logger, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    private async Task HoldLocksAsync(CancellationToken cancellation)
    {
        // Closing it ends the session, and with it the locks.
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync($"listen {Channel}");
        connection.Notification += (_, _) => signal.ReplicaCommitted();
        var held = new SortedSet<short>();
        while (true)
        {
            await ShareAsync(connection, held, cancellation);
            await connection.WaitAsync(Review, cancellation);
        }
    }

    /// <summary>Takes free shards up to a fair share of the replicas that are alive, and gives up what is above it.</summary>
    private async Task ShareAsync(NpgsqlConnection connection, SortedSet<short> held, CancellationToken cancellation)
    {
        var replicas = await connection.ExecuteScalarAsync<int>(
            "select count(*)::int from pg_stat_activity where datname = current_database() and application_name = @ApplicationName", new { ApplicationName });
        var share = (Shards.Count + replicas - 1) / Math.Max(1, replicas);
        if (held.Count > share)
        {
            await _sending.WaitAsync(cancellation);
            try
            {
                foreach (var shard in held.Skip(share).ToArray())
                {
                    await connection.ExecuteAsync("select pg_advisory_unlock(@LockSpace, @shard)", new { LockSpace, shard = (int)shard });
                    held.Remove(shard);
                }

                _owned = [.. held];
            }
            finally
            {
                _sending.Release();
            }
        }
        else if (held.Count < share)
        {
            for (short shard = 0; shard < Shards.Count && held.Count < share; shard++)
            {
                if (!held.Contains(shard) && await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@LockSpace, @shard)", new { LockSpace, shard = (int)shard }))
                {
                    held.Add(shard);
                }
            }

            _owned = [.. held];
            signal.ReplicaCommitted();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox relay lost its shards; it takes them again when PostgreSQL answers")]
    private static partial void LostLocks(ILogger logger, Exception exception);

    public sealed class Tenure(short[] shards, SemaphoreSlim sending) : IDisposable
    {
        public short[] Shards { get; } = shards;

        public void Dispose() => sending.Release();
    }
}
