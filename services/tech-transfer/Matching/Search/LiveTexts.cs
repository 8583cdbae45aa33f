using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using Platform.Chassis.Data;
using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.TechTransfer.Matching.Search;

/// <summary>
/// This replica's index of a table's rows. Before each search it fetches what was committed since the last one, so that every
/// replica answers from the same rows without messages between them.
/// </summary>
/// <remarks>
/// A row carries the transaction of its last change. Transactions commit in another order than they begin, so the next
/// question starts from the oldest that was still running at the last one, not from the newest seen: nothing is skipped; rows
/// that are read twice are known by their transaction.
/// </remarks>
public abstract class LiveTexts<T>(Store store, RetrievalParameters parameters) : IDisposable
    where T : class
{
    private const int RowsAtOnce = 200;
    private readonly ItemIndex<T> _index = new(parameters);
    private readonly Dictionary<Guid, long> _changedIn = [];
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private long _since;

    /// <summary>A row as it is now.</summary>
    /// <param name="Next">Where the next question starts.</param>
    /// <param name="ChangedIn">The transaction of its last change; 0 where the row stands for no row at all.</param>
    /// <param name="Item">Null where it is not to be found.</param>
    protected readonly record struct Row(long Next, long ChangedIn, Guid Id, T? Item, IndexedText? Text);

    /// <summary>Rows changed in the transaction <c>@since</c> or later, all to be found where it is 0; one empty row where there are none.</summary>
    protected abstract IAsyncEnumerable<Row> ChangedAsync(NpgsqlConnection connection, long since, CancellationToken cancellation);

    public RetrievalParameters Parameters => parameters;

    /// <summary>Reads the index as of whatever was committed before the call. The function must not keep it.</summary>
    public async Task<TResult> ReadAsync<TResult>(Func<ItemIndex<T>, TResult> read, CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        return Locked(() => read(_index));
    }

    /// <summary>Learns the latent space where that is due; searches go on meanwhile.</summary>
    /// <returns>Whether it learnt.</returns>
    public async Task<bool> LearnAsync(CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        if (Locked(() => _index.Texts.WantsLearning ? _index.Texts.Sample() : null) is not { } sample)
        {
            return false;
        }

        var space = LatentSpace.Learn(sample, parameters);
        cancellation.ThrowIfCancellationRequested();
        var prepared = Locked(() => _index.Texts.Prepare(space));
        _lock.EnterWriteLock();
        try
        {
            _index.Texts.Adopt(space, prepared);
        }
        finally
        {
            _lock.ExitWriteLock();
        }

        return true;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _turn.Dispose();
            _lock.Dispose();
        }
    }

    /// <summary>Rows one by one.</summary>
    protected static async IAsyncEnumerable<TRow> QueryAsync<TRow>(
        NpgsqlConnection connection, string sql, long since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in connection.QueryUnbufferedAsync<TRow>(sql, new { since }).WithCancellation(cancellation))
        {
            yield return row;
        }
    }

    /// <summary>On a connection of its own: a caller's transaction might still be rolled back.</summary>
    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await using var connection = await store.OpenAsync(cancellation);
            var next = _since;
            var rows = new List<Row>(RowsAtOnce);
            await foreach (var row in ChangedAsync(connection, _since, cancellation))
            {
                next = row.Next;
                if (row.ChangedIn != 0 && _changedIn.GetValueOrDefault(row.Id) != row.ChangedIn)
                {
                    rows.Add(row);
                }

                if (rows.Count == RowsAtOnce)
                {
                    Take(rows);
                }
            }

            Take(rows);
            _since = next;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Take(List<Row> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        _lock.EnterWriteLock();
        try
        {
            rows.ForEach(Take);
            rows.Clear();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private void Take(Row row)
    {
        if (row.Item is null || row.Text is null)
        {
            _index.Remove(row.Id);
            _changedIn.Remove(row.Id);
            return;
        }

        _index.Put(row.Id, row.Item, row.Text);
        _changedIn[row.Id] = row.ChangedIn;
    }

    private TResult Locked<TResult>(Func<TResult> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }
}
