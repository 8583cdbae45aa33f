using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Matching;

/// <summary>A must-skill that a talent lacks or has below the level asked.</summary>
internal sealed record MissingSkill(string Code, short Level)
{
    public static MissingSkill[] Of(NeedProfile need, TalentProfile talent) =>
        [.. need.Must.Where(ask => !ask.IsMet(talent.Skills)).Select(ask => new MissingSkill(ask.Code, ask.Level))];

    public SkillLevel ToMessage() => new() { Skill = Code, Level = Level };
}

/// <summary>A shortlist as it is stored.</summary>
/// <param name="Content">What it holds, without a project.</param>
/// <param name="Told">The events that tell it, one a pool project.</param>
/// <param name="Parts">The parts of each entry's score.</param>
/// <param name="Missing">What each entry lacks.</param>
internal sealed record StoredShortlist(
    Guid NeedId, TalentShortlisted Content, IReadOnlyList<TalentShortlisted> Told, IReadOnlyList<IReadOnlyList<Part>> Parts, IReadOnlyList<MissingSkill[]> Missing)
{
    private byte[] Digest => SHA256.HashData([.. Content.ToByteArray(), .. Told.SelectMany(told => told.ToByteArray())]);

    /// <summary>Replaces the stored shortlists of these needs.</summary>
    /// <returns>The needs whose shortlist is another than before.</returns>
    public static async Task<IReadOnlySet<Guid>> StoreAsync(Change change, IReadOnlyCollection<StoredShortlist> shortlists)
    {
        var ids = shortlists.Select(shortlist => shortlist.NeedId).ToArray();
        var digests = shortlists.Select(shortlist => shortlist.Digest).ToArray();
        const string changed = """
            select n.need_id from unnest(@ids, @digests) as n (need_id, digest)
            where not exists (select 1 from shortlist s where s.need_id = n.need_id and s.digest = n.digest)
            """;
        var others = await change.QueryAsync<Guid>(changed, new { ids, digests });
        await change.ExecuteAsync("delete from shortlist_entry where need_id = any(@ids)", new { ids });
        const string head = """
            insert into shortlist (need_id, computed_at, reason_zh, reason_en, digest)
            select n.need_id, @Now, n.reason_zh, n.reason_en, n.digest from unnest(@ids, @zh, @en, @digests) as n (need_id, reason_zh, reason_en, digest)
            on conflict (need_id) do update
            set computed_at = excluded.computed_at, reason_zh = excluded.reason_zh, reason_en = excluded.reason_en, digest = excluded.digest
            """;
        var zh = shortlists.Select(shortlist => shortlist.Content.ReasonZh).ToArray();
        var en = shortlists.Select(shortlist => shortlist.Content.ReasonEn).ToArray();
        await change.ExecuteAsync(head, new { ids, zh, en, digests, change.Now });
        await InsertEntriesAsync(change, shortlists);
        return others.ToHashSet();
    }

    private static Task InsertEntriesAsync(Change change, IReadOnlyCollection<StoredShortlist> shortlists)
    {
        const string sql = """
            insert into shortlist_entry (need_id, rank, talent_id, score, parts, missing, explanation_zh, explanation_en)
            select e."NeedId", e."Rank", e."TalentId", e."Score", e."Parts", e."Missing", e."Zh", e."En"
            from json_to_recordset(@entries::json) as e (
                "NeedId" uuid, "Rank" smallint, "TalentId" uuid, "Score" double precision, "Parts" jsonb, "Missing" jsonb, "Zh" text, "En" text)
            """;
        var entries = shortlists.SelectMany(shortlist => shortlist.Content.Talents.Select((talent, i) => new
        {
            shortlist.NeedId,
            talent.Rank,
            talent.TalentId,
            talent.Score,
            Parts = shortlist.Parts[i],
            Missing = shortlist.Missing[i],
            Zh = talent.ExplanationZh,
            En = talent.ExplanationEn,
        }));
        return change.ExecuteAsync(sql, new { entries = JsonSerializer.Serialize(entries) });
    }
}
