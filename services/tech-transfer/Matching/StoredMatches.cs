using System.Text.Json;
using Platform.Chassis.Data;

namespace Platform.TechTransfer.Matching;

/// <summary>The last result of each need, replaced as a whole.</summary>
internal static class StoredMatches
{
    private const int TermsKept = 8;

    public static async Task<Dictionary<Guid, byte[]>> FingerprintsAsync(Change change, Guid[] needs)
    {
        var rows = await change.QueryAsync<(Guid Id, byte[] Fingerprint)>("select need_id, fingerprint from match_result where need_id = any(@needs)", new { needs });
        return rows.ToDictionary(row => row.Id, row => row.Fingerprint);
    }

    public static async Task SaveAsync(Change change, IReadOnlyList<Matchmaker.Result> results)
    {
        const string upsert = """
            insert into match_result (need_id, computed_at, reason_zh, reason_en, fingerprint)
            select r.need_id, @Now, r.reason_zh, r.reason_en, r.fingerprint
            from unnest(@needs, @zh, @en, @fingerprints) as r (need_id, reason_zh, reason_en, fingerprint)
            on conflict (need_id) do update
            set computed_at = excluded.computed_at, reason_zh = excluded.reason_zh, reason_en = excluded.reason_en, fingerprint = excluded.fingerprint
            """;
        const string clear = "delete from need_match where need_id = any(@needs)";
        if (results.Count == 0)
        {
            return;
        }

        var needs = results.Select(result => result.Need.NeedId).ToArray();
        await change.ExecuteAsync(upsert, new
        {
            needs,
            zh = results.Select(result => result.Content.ReasonZh).ToArray(),
            en = results.Select(result => result.Content.ReasonEn).ToArray(),
            fingerprints = results.Select(result => result.Fingerprint).ToArray(),
            change.Now,
        });
        await change.ExecuteAsync(clear, new { needs });
        await InsertAsync(change, [.. results.SelectMany(result => result.Listings.Zip(result.Content.Listings, (scored, told) => (result.Need.NeedId, Scored: scored, Told: told)))]);
    }

    private static Task InsertAsync(Change change, (Guid NeedId, Scored Scored, Transfer.V1.MatchedListing Told)[] matches)
    {
        const string sql = """
            insert into need_match (need_id, rank, listing_id, score, parts, explanation_zh, explanation_en)
            select m.need_id, m.rank, m.listing_id, m.score, m.parts::jsonb, m.zh, m.en
            from unnest(@needs, @ranks, @listings, @scores, @parts, @zh, @en) as m (need_id, rank, listing_id, score, parts, zh, en)
            """;
        return change.ExecuteAsync(sql, new
        {
            needs = Array.ConvertAll(matches, match => match.NeedId),
            ranks = Array.ConvertAll(matches, match => match.Told.Rank),
            listings = Array.ConvertAll(matches, match => match.Scored.Listing.Id),
            scores = Array.ConvertAll(matches, match => match.Told.Score),
            parts = Array.ConvertAll(matches, match => JsonSerializer.Serialize(Parts(match.Scored))),
            zh = Array.ConvertAll(matches, match => match.Told.ExplanationZh),
            en = Array.ConvertAll(matches, match => match.Told.ExplanationEn),
        });
    }

    internal static IEnumerable<StoredPart> Parts(Scored scored) =>
    [
        new("text", scored.Text, Formula.TextMaximum, [.. scored.Terms.Take(TermsKept)]),
        new("industry", scored.Industry, Formula.IndustryMaximum, []),
        new("readiness", scored.Readiness, Formula.ReadinessMaximum, []),
        new("form", scored.Form, Formula.FormMaximum, []),
        new("price", scored.Price, Formula.PriceMaximum, []),
    ];
}

/// <summary>A summand of a score as it is stored.</summary>
internal sealed record StoredPart(string Kind, double Points, double Maximum, SharedTerm[] Terms);
