using System.Text.Json;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;

namespace Platform.TalentMatching.Skills;

/// <summary>Writes skills, for transactions that have the taxonomy's lock alone.</summary>
internal static class StoreSkills
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Raises the taxonomy's version; every replica reads anew once this commits.</summary>
    public static Task<long> NextVersionAsync(Change change) =>
        change.ExecuteScalarAsync<long>("update skill_taxonomy set version = version + 1 returning version");

    /// <summary>Inserts or replaces, in one statement.</summary>
    public static async Task PutAsync(Change change, long version, IReadOnlyCollection<SkillEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        const string sql = """
            insert into skill (code, name_zh, name_en, name_zh_folded, name_en_folded, synonyms, broader, related, state, merged_into, levels_zh, levels_en, esco_uri, version)
            select r.code, r.name_zh, r.name_en, r.name_zh_folded, r.name_en_folded, r.synonyms, r.broader, r.related, r.state, r.merged_into, r.levels_zh, r.levels_en, r.esco_uri, @version
            from json_to_recordset(@rows::json) as r (
                code text, name_zh text, name_en text, name_zh_folded text, name_en_folded text, synonyms text[], broader text[], related text[], state smallint,
                merged_into text, levels_zh text[], levels_en text[], esco_uri text)
            on conflict (code) do update set
                name_zh = excluded.name_zh, name_en = excluded.name_en, name_zh_folded = excluded.name_zh_folded, name_en_folded = excluded.name_en_folded,
                synonyms = excluded.synonyms, broader = excluded.broader, related = excluded.related, state = excluded.state, merged_into = excluded.merged_into,
                levels_zh = excluded.levels_zh, levels_en = excluded.levels_en, esco_uri = excluded.esco_uri, version = excluded.version
            """;
        var rows = entries.Select(entry => new
        {
            entry.Code,
            entry.NameZh,
            entry.NameEn,
            NameZhFolded = Words.Fold(entry.NameZh),
            NameEnFolded = Words.Fold(entry.NameEn),
            entry.Synonyms,
            entry.Broader,
            entry.Related,
            State = (short)entry.State,
            entry.MergedInto,
            entry.LevelsZh,
            entry.LevelsEn,
            entry.EscoUri,
        });
        await change.ExecuteAsync(sql, new { version, rows = JsonSerializer.Serialize(rows, Json) });
    }
}
