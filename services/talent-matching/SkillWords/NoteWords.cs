using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;

namespace Platform.TalentMatching.SkillWords;

/// <summary>A word that no skill was found for, and at which level its writer claims or asks for it.</summary>
/// <param name="HolderId">The talent or need.</param>
internal sealed record NotedWord(Guid HolderId, string Word, int Level);

/// <summary>Puts words on the list for officials. A word that was mapped for those before waits again; one that was discarded is not asked again.</summary>
internal static class NoteWords
{
    private const string Upsert = """
        insert into skill_word as w (word_id, word_folded, word, first_seen_at)
        select n.id, n.folded, n.word, @Now from unnest(@ids, @folded, @words) as n (id, folded, word) order by n.folded
        on conflict (word_folded) do update set state = 1, skill_code = null, decided_at = null, version = w.version + 1 where w.state = 2
        """;

    /// <param name="words">Of talents that are stored.</param>
    public static Task OfTalentsAsync(Change change, IReadOnlyCollection<NotedWord> words) => NoteAsync(change, words, """
        insert into skill_word_talent (word_id, talent_id, words, level)
        select w.word_id, n.holder, array_agg(distinct n.word), max(n.level) from unnest(@holders, @folded, @words, @levels) as n (holder, folded, word, level)
        join skill_word w on w.word_folded = n.folded and w.state = 1 group by w.word_id, n.holder
        on conflict (word_id, talent_id) do update set words = excluded.words, level = greatest(skill_word_talent.level, excluded.level)
        """);

    /// <param name="words">Of needs that are stored.</param>
    public static Task OfNeedsAsync(Change change, IReadOnlyCollection<NotedWord> words) => NoteAsync(change, words, """
        insert into skill_word_need (word_id, need_id, level)
        select w.word_id, n.holder, max(n.level) from unnest(@holders, @folded, @words, @levels) as n (holder, folded, word, level)
        join skill_word w on w.word_folded = n.folded and w.state = 1 group by w.word_id, n.holder
        on conflict do nothing
        """);

    private static async Task NoteAsync(Change change, IReadOnlyCollection<NotedWord> words, string uses)
    {
        var noted = words.Select(word => (word.HolderId, Word: word.Word, Folded: Words.Fold(word.Word), Level: (short)word.Level)).Where(word => word.Folded.Length > 0).ToList();
        if (noted.Count == 0)
        {
            return;
        }

        var each = noted.DistinctBy(word => word.Folded).ToList();
        await change.ExecuteAsync(Upsert, new
        {
            ids = each.Select(_ => change.NewId()).ToArray(),
            folded = each.Select(word => word.Folded).ToArray(),
            words = each.Select(word => word.Word).ToArray(),
            change.Now,
        });
        await change.ExecuteAsync(uses, new
        {
            holders = noted.Select(word => word.HolderId).ToArray(),
            folded = noted.Select(word => word.Folded).ToArray(),
            words = noted.Select(word => word.Word).ToArray(),
            levels = noted.Select(word => word.Level).ToArray(),
        });
    }
}
