using System.Collections.Concurrent;
using System.Data;
using Dapper;
using Npgsql;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Engine;

/// <summary>The indexes as of a moment of the database, and how to bring them to the present one.</summary>
internal sealed class IndexState : IDisposable
{
    private const int RowsAtOnce = 2_000;
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly ConcurrentBag<TopTalents> _searches = [];
    private SkillTaxonomy _taxonomy;
    private TalentIndex _talents = new();
    private NeedIndex _needs = new();

    /// <summary>Every transaction before this one has ended, and what it committed is in.</summary>
    private string _horizon = "0";

    /// <summary>Changes of later transactions that are in already.</summary>
    private HashSet<long> _taken = [];

    private IndexState(SkillTaxonomy taxonomy) => _taxonomy = taxonomy;

    public long TaxonomyVersion => _taxonomy.Version;

    /// <summary>Enough is out of order that building anew pays.</summary>
    public bool IsWorn => _talents.Disorder > Math.Max(65_536, _talents.Count / 2) || _needs.Disorder > Math.Max(65_536, _needs.Count);

    public static async Task<IndexState> LoadAsync(NpgsqlConnection connection, SkillTaxonomy taxonomy, CancellationToken cancellation)
    {
        var state = new IndexState(taxonomy);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        const string horizon = "select pg_snapshot_xmin(pg_current_snapshot())::text";
        state._horizon = await connection.ExecuteScalarAsync<string>(new CommandDefinition(horizon, cancellationToken: cancellation)) ?? "0";
        var builder = new TalentIndexBuilder();
        await TalentReader.ReadAllAsync(connection, builder.Add, cancellation);
        await NeedReader.ReadAllAsync(connection, taxonomy, state._needs.Put, cancellation);
        state._talents = builder.Build();
        return state;
    }

    /// <summary>Goes over to another version of the taxonomy. Only needs are kept with what counts for their skills; talents are kept by code.</summary>
    public async Task UseAsync(NpgsqlConnection connection, SkillTaxonomy taxonomy, CancellationToken cancellation)
    {
        // What changes while it is read stands in index_change after the horizon and is read again.
        var needs = new NeedIndex();
        await NeedReader.ReadAllAsync(connection, taxonomy, needs.Put, cancellation);
        Write(() => (_needs, _taxonomy) = (needs, taxonomy));
    }

    /// <summary>Takes in whatever was committed before the call.</summary>
    /// <returns>How many changes.</returns>
    public async Task<int> CatchUpAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // One statement, so that the horizon and the rows are of one snapshot.
        const string sql = """
            select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, c.position, c.kind, c.row_id
            from (select) one left join index_change c on c.xact >= @from::text::xid8
            """;
        var rows = (await connection.QueryAsync<ChangeRow>(new CommandDefinition(sql, new { from = _horizon }, cancellationToken: cancellation))).AsList();
        var changes = rows.Where(row => row.Position is not null).ToList();
        var fresh = changes.Where(row => !_taken.Contains(row.Position!.Value)).ToList();
        foreach (var ids in fresh.Where(row => row.Kind == 1).Select(row => row.RowId).Distinct().Chunk(RowsAtOnce))
        {
            await TakeTalentsAsync(connection, ids, cancellation);
        }

        foreach (var ids in fresh.Where(row => row.Kind == 2).Select(row => row.RowId).Distinct().Chunk(RowsAtOnce))
        {
            await TakeNeedsAsync(connection, ids, cancellation);
        }

        _taken = [.. changes.Select(row => row.Position!.Value)];
        _horizon = rows[0].Horizon;
        return fresh.Count;
    }

    public IReadOnlyList<FoundTalent> Top(NeedProfile need, int k, TalentFilter filter)
    {
        var search = _searches.TryTake(out var free) ? free : new TopTalents();
        _lock.EnterReadLock();
        try
        {
            return [.. search.Of(need, _talents, k, filter).Select(hit => new FoundTalent(_talents.Columns.Ids[hit.Slot], hit.Points))];
        }
        finally
        {
            _lock.ExitReadLock();
            _searches.Add(search);
        }
    }

    public IReadOnlyList<IndexedNeed> Top(TalentProfile talent, int k, Func<IndexedNeed, bool> filter)
    {
        _lock.EnterReadLock();
        try
        {
            return [.. _needs.Top(talent, k, filter).Select(found => found.Need)];
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    public void Dispose() => _lock.Dispose();

    private async Task TakeTalentsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        var talents = await TalentReader.ReadAsync(connection, ids, cancellation);
        Write(() =>
        {
            foreach (var gone in ids.Except(talents.Select(one => one.Talent.TalentId)))
            {
                _talents.Remove(gone);
            }

            foreach (var (talent, placed) in talents)
            {
                _talents.Put(talent, placed);
            }
        });
    }

    private async Task TakeNeedsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        var needs = new List<IndexedNeed>();
        await NeedReader.ReadAsync(connection, ids, _taxonomy, needs.Add, cancellation);
        Write(() =>
        {
            foreach (var gone in ids.Except(needs.Select(need => need.NeedId)))
            {
                _needs.Remove(gone);
            }

            needs.ForEach(_needs.Put);
        });
    }

    private void Write(Action change)
    {
        _lock.EnterWriteLock();
        try
        {
            change();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private sealed class ChangeRow
    {
        public string Horizon { get; init; } = "";

        public long? Position { get; init; }

        public short Kind { get; init; }

        public Guid RowId { get; init; }
    }
}

/// <summary>A talent that a search found, with its score in hundredths.</summary>
internal readonly record struct FoundTalent(Guid TalentId, int Points);
