using Npgsql;
using Platform.Chassis.Data;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.TechTransfer.Needs;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.Search;

/// <summary>An open need as it is searched.</summary>
public sealed record OpenNeed(Guid Id, Need Need, string OrganisationName);

/// <summary>This replica's index of the open technology needs.</summary>
public sealed class OpenNeeds(Store store, RetrievalParameters parameters) : LiveTexts<OpenNeed>(store, parameters)
{
    private const string Changed = $"""
        select pg_snapshot_xmin(now.snapshot)::text::bigint as next, coalesce(n.changed_in::text::bigint, 0) as changed_in, {NeedRow.Columns}
        from (select pg_current_snapshot() as snapshot) now
        left join technology_need n on n.changed_in >= @since::text::xid8 and (@since > 0 or n.state = 1)
        """;

    protected override IAsyncEnumerable<Row> ChangedAsync(NpgsqlConnection connection, long since, CancellationToken cancellation) =>
        QueryAsync<ChangedRow>(connection, Changed, since, cancellation).Select(row => row.ToRow());

    private sealed record ChangedRow : NeedRow
    {
        public long Next { get; init; }

        public long ChangedIn { get; init; }

        public Row ToRow()
        {
            var open = ChangedIn != 0 && State == TechnologyNeedState.Open ? new OpenNeed(NeedId, ToNeed(), OrganisationName) : null;
            return new(Next, ChangedIn, NeedId, open, open is null ? null : new IndexedText(Title, Keywords, Description));
        }
    }
}
