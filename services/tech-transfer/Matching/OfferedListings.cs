using Dapper;
using Platform.Chassis.Data;
using Platform.TechTransfer.Listings;

namespace Platform.TechTransfer.Matching;

/// <summary>
/// This replica's index of the offered listings. Before each search it fetches what was committed since the last one, so
/// that every replica answers from the same listings without messages between them.
/// </summary>
/// <remarks>
/// A row carries the transaction of its last change. Transactions commit in another order than they begin, so the next
/// question starts from the oldest that was still running at the last one, not from the newest seen: nothing is skipped,
/// some rows are read twice.
/// </remarks>
public sealed class OfferedListings(Store store) : IDisposable
{
    private const string Changed = $"""
        select pg_snapshot_xmin(now.snapshot)::text::bigint as next, {ListingRow.Columns}
        from (select pg_current_snapshot() as snapshot) now
        left join listing l on l.changed_in >= @since::text::xid8 and (@since > 0 or l.state in (2, 3))
        """;

    private readonly InvertedIndex _index = new();
    private readonly SemaphoreSlim _turn = new(1);
    private long _since;

    /// <summary>The best listings for each need, as committed now. Call it after locking the needs, so that a later result rests on no older listings.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Scored>>> SearchAsync(IReadOnlyList<Need> needs, int take, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await RefreshAsync(cancellation);
            return [.. needs.Select(need => _index.Search(need, take))];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>On a connection of its own: a caller's transaction might still be rolled back.</summary>
    private async Task RefreshAsync(CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        var command = new CommandDefinition(Changed, new { since = _since }, flags: CommandFlags.None, cancellationToken: cancellation);
        var next = _since;
        await foreach (var row in connection.QueryUnbufferedAsync<ChangedRow>(command.CommandText, command.Parameters).WithCancellation(cancellation))
        {
            next = row.Next;
            if (row.ListingId == Guid.Empty)
            {
                continue;
            }

            if (ListingStates.IsOffered(row.State))
            {
                _index.Put(row.ToListed());
            }
            else
            {
                _index.Remove(row.ListingId);
            }
        }

        _since = next;
    }

    private sealed record ChangedRow : ListingRow
    {
        public long Next { get; init; }
    }
}
