using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.Search;

/// <summary>
/// The open needs that a listing fits best: the needs nearest to its text are fetched, and each is rated by <see cref="Formula"/> as
/// the need's side is, so that both sides see the same score.
/// </summary>
public sealed class MatchListing(OfferedListings listings, OpenNeeds needs, LiveGlossary glossary)
{
    /// <summary>Needs that are rated.</summary>
    private const int Fetched = 200;

    internal async Task<ListingMatches> RunAsync(ListingRow listing, int limit, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        if (!listing.IsOwn(caller) && !caller.Is(Roles.Official))
        {
            throw ListingErrors.NotFound.ToException();
        }

        if (!ListingStates.IsOffered(listing.State))
        {
            throw ListingErrors.WrongState(listing.State).ToException();
        }

        var words = await glossary.NowAsync(call.CancellationToken);
        var query = Query.Of(
            [(listing.Title, 1), .. listing.Keywords.Select(keyword => (keyword, 1.0)), (listing.Summary, Formula.DescriptionWeight)], words, needs.Parameters.GlossaryWeight);
        var near = await needs.ReadAsync<OpenNeed[]>(index => [.. index.Texts.Search(query, Fetched).Select(hit => index[hit.Id])], call.CancellationToken);
        var rated = await listings.ReadAsync(
            index => near
                .Select(need => (Need: need, Scored: NeedSearch.Rate(index, need.Need, listing.ListingId, words)))
                .Where(one => one.Scored?.OnTopic == true)
                .OrderByDescending(one => one.Scored!.Score)
                .ThenBy(one => one.Need.Id)
                .Take(limit == 0 ? 10 : limit)
                .ToList(),
            call.CancellationToken);
        var language = Languages.Of(call);
        return new ListingMatches
        {
            Matches = { rated.Select((one, place) => Message(one.Need, one.Scored!, place + 1, language)) },
            EmptyReason = rated.Count > 0 ? "" : language.Pick("目前没有主题相合的征集中需求。", "No open need shares the topic of this listing."),
        };
    }

    private static NeedMatch Message(OpenNeed open, Scored scored, int rank, Language language) => new()
    {
        Rank = rank,
        NeedId = open.Id.ToString(),
        Title = open.Need.Title,
        OrganisationName = open.OrganisationName,
        Score = scored.Score,
        Parts = { StoredMatches.Parts(scored).Select(ReadMatches.ToMessage) },
        Explanation = language.Pick(Explanation.Chinese(open.Need, scored), Explanation.English(open.Need, scored)),
    };
}
