using Npgsql;
using Platform.Chassis.Data;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.TechTransfer.Matching.Search;

namespace Platform.TechTransfer.Matching;

/// <summary>This replica's index of the offered listings.</summary>
public sealed class OfferedListings(Store store, RetrievalParameters parameters, LiveGlossary glossary) : LiveTexts<Listed>(store, parameters)
{
    private const string Changed = $"""
        select pg_snapshot_xmin(now.snapshot)::text::bigint as next, coalesce(l.changed_in::text::bigint, 0) as changed_in, {ListingRow.Columns}
        from (select pg_current_snapshot() as snapshot) now
        left join listing l on l.changed_in >= @since::text::xid8 and (@since > 0 or l.state in (2, 3))
        """;

    /// <summary>The best listings for each need, as committed now. Call it after locking the needs, so that a later result rests on no older listings.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Scored>>> SearchAsync(IReadOnlyList<Need> needs, int take, CancellationToken cancellation)
    {
        var words = await glossary.NowAsync(cancellation);
        return await ReadAsync<IReadOnlyList<IReadOnlyList<Scored>>>(index => [.. needs.Select(need => NeedSearch.Run(index, need, take, words))], cancellation);
    }

    protected override IAsyncEnumerable<Row> ChangedAsync(NpgsqlConnection connection, long since, CancellationToken cancellation) =>
        QueryAsync<ChangedRow>(connection, Changed, since, cancellation).Select(row => row.ToRow());

    private sealed record ChangedRow : ListingRow
    {
        public long Next { get; init; }

        public long ChangedIn { get; init; }

        public Row ToRow()
        {
            var listed = ChangedIn != 0 && ListingStates.IsOffered(State) ? ToListed() : null;
            return new(Next, ChangedIn, ListingId, listed, listed?.ToText());
        }
    }
}
