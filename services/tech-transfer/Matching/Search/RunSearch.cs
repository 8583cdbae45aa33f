using Grpc.Core;

using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.Search;

/// <summary>Searches listings and needs by text.</summary>
public sealed class RunSearch(OfferedListings listings, OpenNeeds needs, LiveGlossary glossary, Catalogue catalogue, Reranker reranker)
{
    private const int ByDefault = 20;

    public Task<SearchResponse> ListingsAsync(SearchRequest request, ServerCallContext call) =>
        RunAsync(listings, request, SearchFilter.Of(request, catalogue).Allows, ListingHit.Of, Languages.Of(call), call.CancellationToken);

    public Task<SearchResponse> NeedsAsync(SearchRequest request, ServerCallContext call) =>
        RunAsync(needs, request, SearchFilter.Of(request, catalogue).Allows, NeedHit.Of, Languages.Of(call), call.CancellationToken);

    /// <summary>Listings on the topic of another.</summary>
    internal async Task<SearchResponse> SimilarAsync(ListingRow listing, int limit, ServerCallContext call)
    {
        var words = await glossary.NowAsync(call.CancellationToken);
        var query = Query.Of([(listing.Title, 1), .. listing.Keywords.Select(keyword => (keyword, 1.0))], words, listings.Parameters.GlossaryWeight);
        var response = new SearchResponse();
        var hits = await listings.ReadAsync(
            index => Describe(index, query, [listing.Title], index.Texts.Neighbours(query, limit == 0 ? 10 : limit, id => id != listing.ListingId), topical: true, ListingHit.Of), call.CancellationToken);
        response.Hits.AddRange(hits);
        response.EmptyReason = hits.Count > 0 ? "" : Languages.Of(call).Pick("没有主题相近的其他成果。", "There is no other listing on this topic.");
        return response;
    }

    private async Task<SearchResponse> RunAsync<T>(
        LiveTexts<T> texts, SearchRequest request, Func<T, bool> allows, Func<T, Highlight, SearchHit> describe, Language language, CancellationToken cancellation)
        where T : class
    {
        var query = Query.Of(request.Query, await glossary.NowAsync(cancellation), texts.Parameters.GlossaryWeight);
        if (query.IsEmpty)
        {
            return new SearchResponse
            {
                EmptyReason = language.Pick("检索内容只有虚词或符号，请输入技术名称或关键词。", "The query has only stop words or signs: enter the name of a technology or keywords."),
            };
        }

        var limit = request.Limit == 0 ? ByDefault : request.Limit;
        var topical = request.Ranking == SearchRanking.Topic;
        var fetch = Math.Max(limit, topical ? 0 : reranker.Wants);
        var hits = await texts.ReadAsync(index => Describe(index, query, [request.Query], Best(index, fetch), topical, describe), cancellation);
        var shown = topical ? hits : await reranker.OrderAsync(request.Query, hits, cancellation);
        return new SearchResponse
        {
            Hits = { shown.Take(limit).Select((hit, place) => new SearchHit(hit) { Rank = place + 1 }) },
            EmptyReason = hits.Count > 0 ? "" : language.Pick("没有符合条件的结果，可放宽筛选或换用其他说法。", "Nothing matches: loosen the filters or try other words."),
        };

        IReadOnlyList<Hit> Best(ItemIndex<T> index, int take) => topical
            ? index.Texts.Neighbours(query, take, id => allows(index[id]))
            : index.Texts.Search(query, take, id => allows(index[id]));
    }

    private static List<SearchHit> Describe<T>(
        ItemIndex<T> index, Query query, string[] asked, IReadOnlyList<Hit> hits, bool topical, Func<T, Highlight, SearchHit> describe)
        where T : class
    {
        var highlight = new Highlight(query);
        return
        [
            .. hits.Select((hit, place) =>
            {
                var described = describe(index[hit.Id], highlight);
                described.Rank = place + 1;
                described.Score = Formula.Round(topical ? hit.Score * 100 : hit.Score);
                var shared = Phrases.Join(asked, index.Texts.Explain(query, hit.Id), index.Texts.Places(query, hit.Id), 100);
                described.Terms.AddRange(shared.Where(term => term.Text.Length > 1).Take(8).Select(ReadMatches.ToMessage));
                return described;
            }),
        ];
    }
}

/// <summary>What a search is narrowed to, see <see cref="SearchRequest"/>.</summary>
internal sealed record SearchFilter(string Industry, int Readiness, TransferForm Form, long PriceFen)
{
    /// <exception cref="FailedException">INDUSTRY_UNKNOWN.</exception>
    public static SearchFilter Of(SearchRequest request, Catalogue catalogue) => new(
        request.Industry.Length == 0 ? "" : catalogue.Industries.Find(request.Industry)?.Code ?? throw ListingErrors.IndustryUnknown.ToException(),
        request.Readiness,
        request.Form,
        request.PriceCnyFen);

    public bool Allows(Listed listed) =>
        IsOf(listed.Industry, listed.Form) && listed.Readiness >= Readiness && (PriceFen == 0 || listed.PriceFen <= PriceFen);

    public bool Allows(OpenNeed open) =>
        IsOf(open.Need.Industry, open.Need.Form)
        && (Readiness == 0 || open.Need.MinimumReadiness <= Readiness)
        && (PriceFen == 0 || open.Need.BudgetFen == 0 || open.Need.BudgetFen >= PriceFen);

    private bool IsOf(string industry, TransferForm form) =>
        (Industry.Length == 0 || Industry == industry) && (Form == TransferForm.Unspecified || form == TransferForm.Unspecified || Form == form);
}

internal static class ListingHit
{
    public static SearchHit Of(Listed listed, Highlight highlight) => new()
    {
        Id = listed.Id.ToString(),
        Title = { highlight.Whole(listed.Title) },
        Passage = { highlight.Passage(listed.Summary) },
        OrganisationName = listed.OwnerName,
        Industry = listed.Industry,
        TechnologyReadiness = listed.Readiness,
        Form = listed.Form,
        PriceCnyFen = listed.PriceFen,
    };
}

internal static class NeedHit
{
    public static SearchHit Of(OpenNeed open, Highlight highlight) => new()
    {
        Id = open.Id.ToString(),
        Title = { highlight.Whole(open.Need.Title) },
        Passage = { highlight.Passage(open.Need.Description) },
        OrganisationName = open.OrganisationName,
        Industry = open.Need.Industry,
        TechnologyReadiness = open.Need.MinimumReadiness,
        Form = open.Need.Form,
        PriceCnyFen = open.Need.BudgetFen,
    };
}
