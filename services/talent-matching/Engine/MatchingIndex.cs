using Npgsql;
using Platform.Chassis.Data;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Engine;

/// <summary>
/// The index of this replica. Loaded at the start; every search first takes in what any replica committed before it (one short
/// query of <c>index_change</c>, one of the taxonomy's version), so it sees its caller's own writes. NOTIFY keeps it warm between searches.
/// </summary>
internal sealed class MatchingIndex(Store store, CurrentTaxonomy current) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private IndexState? _state;

    /// <summary>Its own: a caller in a transaction holds a connection of the pool already.</summary>
    private NpgsqlConnection? _connection;

    /// <summary>The best talents for each need, best first; from one moment of the database.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<FoundTalent>>> TopTalentsAsync(IReadOnlyCollection<NeedProfile> needs, int k, TalentFilter filter, CancellationToken cancellation)
    {
        var state = await CaughtUpAsync(cancellation);
        return [.. needs.Select(need => state.Top(need, k, filter))];
    }

    /// <summary>The best open needs for a talent, best first.</summary>
    public async Task<IReadOnlyList<IndexedNeed>> TopNeedsAsync(TalentProfile talent, int k, Func<IndexedNeed, bool> filter, CancellationToken cancellation) =>
        (await CaughtUpAsync(cancellation)).Top(talent, k, filter);

    /// <summary>Takes in what was committed before the call; loads where that was not done yet or much has changed.</summary>
    internal async Task<IndexState> CaughtUpAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            _connection ??= await store.OpenAsync(cancellation);
            var taxonomy = await current.AtAsync(_connection, cancellation);
            if (_state is null || _state.IsWorn)
            {
                // Not disposed: a search may still run on the one before.
                _state = await IndexState.LoadAsync(_connection, taxonomy, cancellation);
            }

            if (_state.TaxonomyVersion != taxonomy.Version)
            {
                await _state.UseAsync(_connection, taxonomy, cancellation);
            }

            await _state.CatchUpAsync(_connection, cancellation);
            return _state;
        }
        catch
        {
            // What was half taken in is read again from the last horizon, over a new connection.
            await CloseAsync();
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Forgets what was loaded; the next search loads anew.</summary>
    internal void Drop() => _state = null;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _state?.Dispose();
        _one.Dispose();
    }

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
