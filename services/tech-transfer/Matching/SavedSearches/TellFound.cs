using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.TechTransfer.Matching.Search;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.SavedSearches;

/// <summary>
/// Takes some new listings and needs and tells each saved search's organisation, in one notification a search, of those that it finds.
/// What was told once is not told again, however often a listing comes and goes.
/// </summary>
/// <remarks>
/// A saved search finds what passes its filters and is on its topic: what, single characters left out, covers as much of its weighted
/// words as <see cref="Formula.TopicalMinimum"/> asks. An organisation is not told of its own.
/// </remarks>
internal sealed class TellFound(OfferedListings listings, OpenNeeds needs, LiveGlossary glossary, Catalogue catalogue)
{
    private const int ItemsAtOnce = 200;
    private const int SearchesAtOnce = 500;

    public async Task RunAsync(Change change)
    {
        const string take = """
            delete from search_work
            where work_id in (select work_id from search_work order by work_id limit @most for update skip locked)
            returning kind, item_id
            """;
        var taken = await change.QueryAsync<(short Kind, Guid Id)>(take, new { most = ItemsAtOnce });
        foreach (var kind in taken.GroupBy(item => (SearchedKind)item.Kind, item => item.Id))
        {
            await TellAsync(change, kind.Key, [.. kind.Distinct()]);
        }
    }

    private async Task TellAsync(Change change, SearchedKind kind, Guid[] items)
    {
        const string page = $"""
            select {SavedSearchRow.Columns} from saved_search s
            where s.kind = @kind and (@after::uuid is null or s.saved_search_id > @after)
            order by s.saved_search_id
            limit @limit
            """;
        var words = await glossary.NowAsync(change.Cancellation);
        Guid? after = null;
        IReadOnlyList<SavedSearchRow> searches;
        do
        {
            searches = await change.QueryAsync<SavedSearchRow>(page, new { kind = (short)kind, after, limit = SearchesAtOnce });
            foreach (var search in searches)
            {
                await StoreAsync(change, search, await FindAsync(search, items, words, change.Cancellation));
                after = search.SavedSearchId;
            }
        }
        while (searches.Count == SearchesAtOnce);
    }

    private Task<List<(Guid Id, string Title)>> FindAsync(SavedSearchRow row, Guid[] items, Glossary words, CancellationToken cancellation)
    {
        var search = row.ToSearch();
        var filter = SearchFilter.Of(search, catalogue);
        var query = Query.Of(search.Query, words, RetrievalParameters.Shipped.GlossaryWeight);
        return row.Kind == SearchedKind.Listings
            ? listings.ReadAsync(index => Find(index, items, query, listed => filter.Allows(listed) && listed.OwnerCode != row.OrganisationCode, listed => listed.Title), cancellation)
            : needs.ReadAsync(index => Find(index, items, query, filter.Allows, open => open.Need.Title), cancellation);
    }

    private static List<(Guid Id, string Title)> Find<T>(ItemIndex<T> index, Guid[] items, Query query, Func<T, bool> allows, Func<T, string> title)
        where T : class
    {
        var whole = index.Texts.Weight(query);
        var found = new List<(Guid, string)>();
        foreach (var id in items)
        {
            if (index.TryGet(id, out var item) && allows(item))
            {
                var points = index.Texts.Explain(query, id).Where(part => !part.Term.Term.IsCharacter).Sum(part => part.Points);
                if (Formula.Text(points / (index.Parameters.K1 + 1), whole) >= Formula.TopicalMinimum)
                {
                    found.Add((id, title(item)));
                }
            }
        }

        return found;
    }

    private static async Task StoreAsync(Change change, SavedSearchRow search, List<(Guid Id, string Title)> found)
    {
        // The search may be deleted at the same moment; then nothing is told.
        const string insert = """
            insert into saved_search_found (saved_search_id, item_id, title, found_at)
            select s.saved_search_id, f.id, f.title, @Now
            from (select saved_search_id from saved_search where saved_search_id = @search for key share) s, unnest(@ids, @titles) as f (id, title)
            on conflict do nothing
            """;
        if (found.Count == 0)
        {
            return;
        }

        var parameters = new { search = search.SavedSearchId, ids = found.ConvertAll(one => one.Id).ToArray(), titles = found.ConvertAll(one => one.Title).ToArray(), change.Now };
        var count = await change.ExecuteAsync(insert, parameters);
        if (count > 0)
        {
            var (kindZh, kindEn) = search.Kind == SearchedKind.Listings ? ("科研成果", "listing(s)") : ("技术需求", "need(s)");
            Inform.Organisation(change, search.OrganisationCode, new Message(
                "search.found",
                $"订阅“{search.Name}”有 {count} 项新的{kindZh}。",
                $"Your saved search “{search.Name}” has {count} new {kindEn}.",
                $"/saved-searches/{search.SavedSearchId}"));
        }
    }
}
