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
    public const int Best = 10;

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

        var found = await offered.SearchAsync([.. needs.Select(need => need.ToNeed())], Best, change.Cancellation);
        var results = needs.Zip(found, (need, listings) => Result.Of(need, listings)).ToList();
        var before = await StoredMatches.FingerprintsAsync(change, [.. needs.Select(need => need.NeedId)]);
        var changed = results.Where(result => !before.TryGetValue(result.Need.NeedId, out var old) || !old.AsSpan().SequenceEqual(result.Fingerprint)).ToList();
        await StoredMatches.SaveAsync(change, changed);
        foreach (var result in (tellAlways ? results : changed).Where(result => result.Need.PoolProjectId is not null))
        {
            change.Raise(result.Event, result.Event.NeedId);
        }
    }

    /// <summary>What was found for one need.</summary>
    /// <param name="Fingerprint">SHA-256 of the event: equal ones say the same.</param>
    internal sealed record Result(NeedRow Need, IReadOnlyList<Scored> Listings, TechnologyMatched Event, byte[] Fingerprint)
    {
        public static Result Of(NeedRow row, IReadOnlyList<Scored> listings)
        {
            var need = row.ToNeed();
            var matched = new TechnologyMatched
            {
                NeedId = row.NeedId.ToString(),
                NeedTitle = row.Title,
                OrganisationCode = row.OrganisationCode,
                ProjectId = row.PoolProjectId?.ToString() ?? "",
                ReasonZh = listings.Count == 0 ? NoneZh : "",
                ReasonEn = listings.Count == 0 ? NoneEn : "",
                Listings = { listings.Select((scored, place) => Told(need, scored, place + 1)) },
            };
            return new(row, listings, matched, SHA256.HashData(matched.ToByteArray()));
        }

        private static MatchedListing Told(Need need, Scored scored, int rank) => new()
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
