using Dapper;
using Platform.Chassis.Data;
using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.TechTransfer.Matching.Search;

/// <summary>The shipped glossary and what officials have added, at most a second old.</summary>
public sealed class LiveGlossary(Store store, TimeProvider clock) : IDisposable
{
    private const int Most = 10_000;
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _turn = new(1);
    private Glossary _glossary = new(Glossary.Shipped);
    private IReadOnlyList<GlossaryPair> _added = [];
    private DateTimeOffset _read;

    public async Task<Glossary> NowAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (clock.GetUtcNow() - _read >= Age)
            {
                await ReadAsync(cancellation);
            }

            return _glossary;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ReadAsync(CancellationToken cancellation)
    {
        const string sql = "select chinese, english from glossary_term order by glossary_term_id limit @Most";
        await using var connection = await store.OpenAsync(cancellation);
        IReadOnlyList<GlossaryPair> added = (await connection.QueryAsync<GlossaryPair>(new CommandDefinition(sql, new { Most }, cancellationToken: cancellation))).AsList();
        if (!added.SequenceEqual(_added))
        {
            _glossary = new Glossary([.. Glossary.Shipped, .. added]);
            _added = added;
        }

        _read = clock.GetUtcNow();
    }
}
