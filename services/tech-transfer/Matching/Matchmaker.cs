using System.Security.Cryptography;
using Google.Protobuf;
using Platform.Chassis.Data;
using Platform.TechTransfer.Needs;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching;

/// <summary>Matches listings to needs, stores what changed, and tells it for needs of the pool.</summary>
public sealed class Matchmaker(OfferedListings offered)
{
    /// <summary>Listings told and stored for each need.</summary>
    public const int Most = 10;

    private const string NoneZh = "目前没有已发布的成果与该需求主题相合，也没有同产业的成果。";
    private const string NoneEn = "No listing shares the topic of this need, and none its industry.";

    /// <param name="needs">Open needs whose rows this change has locked.</param>
    /// <param name="tellAlways">Raises <c>TechnologyMatched</c> for needs of the pool also where nothing changed.</param>
    internal async Task MatchAsync(Change change, IReadOnlyList<NeedRow> needs, bool tellAlways = false)
    {
        if (needs.Count == 0)
        {
            return;
        }

        var found = await offered.SearchAsync([.. needs.Select(need => need.ToNeed())], Most, change.Cancellation);
        var projects = await PoolProjects.OfAsync(change, needs);
        var results = needs.Zip(found, (need, listings) => Result.Of(need, listings, projects[need.NeedId])).ToList();
        var before = await StoredMatches.FingerprintsAsync(change, [.. needs.Select(need => need.NeedId)]);
        var changed = results.Where(result => !before.TryGetValue(result.Need.NeedId, out var old) || !old.AsSpan().SequenceEqual(result.Fingerprint)).ToList();
        await StoredMatches.SaveAsync(change, changed);
        foreach (var told in (tellAlways ? results : changed).SelectMany(result => result.Told))
        {
            change.Raise(told, told.NeedId);
        }
    }

    /// <summary>What was found for one need.</summary>
    /// <param name="Content">It as an event of no project.</param>
    /// <param name="Told">The events that tell it, one a pool project.</param>
    /// <param name="Fingerprint">SHA-256 of them: equal ones say the same.</param>
    internal sealed record Result(NeedRow Need, IReadOnlyList<Scored> Listings, TechnologyMatched Content, IReadOnlyList<TechnologyMatched> Told, byte[] Fingerprint)
    {
        public static Result Of(NeedRow row, IReadOnlyList<Scored> listings, IEnumerable<PoolProjects.Target> projects)
        {
            var need = row.ToNeed();
            var content = new TechnologyMatched
            {
                NeedId = row.NeedId.ToString(),
                NeedTitle = row.Title,
                OrganisationCode = row.OrganisationCode,
                ReasonZh = listings.Count == 0 ? NoneZh : "",
                ReasonEn = listings.Count == 0 ? NoneEn : "",
                Listings = { listings.Select((scored, place) => Best(need, scored, place + 1)) },
            };
            TechnologyMatched[] told = [.. projects.Select(project => new TechnologyMatched(content) { ProjectId = project.ProjectId.ToString(), NeedTitle = project.Title })];
            return new(row, listings, content, told, SHA256.HashData([.. content.ToByteArray(), .. told.SelectMany(one => one.ToByteArray())]));
        }

        private static MatchedListing Best(Need need, Scored scored, int rank) => new()
        {
            ListingId = scored.Listing.Id.ToString(),
            Rank = rank,
            Score = scored.Score,
            Title = scored.Listing.Title,
            OwnerCode = scored.Listing.OwnerCode,
            OwnerName = scored.Listing.OwnerName,
            ExplanationZh = Explanation.Chinese(need, scored),
            ExplanationEn = Explanation.English(need, scored),
        };
    }
}
