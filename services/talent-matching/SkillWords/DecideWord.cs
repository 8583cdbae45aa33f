using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.SkillWords;

/// <summary>An official says what a waiting word means.</summary>
internal sealed class DecideWord(CurrentTaxonomy current)
{
    public async Task<SkillWord> MapAsync(Change change, MapSkillWordRequest request)
    {
        var taxonomy = await current.ForChangingAsync(change);
        var word = await TakeAsync(change, request.WordId, request.Etag);
        var skill = taxonomy.Require(request.Skill, "skill");
        if (request.AsSynonym)
        {
            await AddWritingAsync(change, taxonomy, skill, word.Word);
        }
        else
        {
            await GiveSkill.RunAsync(change, [word.WordId], skill);
        }

        return await ReadWords.OneAsync(change, word.WordId, taxonomy);
    }

    public async Task<SkillWord> MakeSkillAsync(Change change, MakeSkillOfWordRequest request)
    {
        var taxonomy = await current.ForChangingAsync(change);
        var word = await TakeAsync(change, request.WordId, request.Etag);
        var skill = new Skill(request.Skill);
        var named = new[] { skill.NameZh, skill.NameEn }.Concat(skill.Synonyms).Select(Words.Fold);
        if (!named.Contains(word.WordFolded))
        {
            skill.Synonyms.Add(word.Word);
        }

        // A skill that is written like a waiting word settles it.
        await EditSkill.CreateAsync(change, taxonomy, skill);
        return await ReadWords.OneAsync(change, word.WordId, taxonomy);
    }

    public static async Task<SkillWord> DiscardAsync(Change change, CurrentTaxonomy current, DiscardSkillWordRequest request)
    {
        var taxonomy = await current.ForWritingAsync(change);
        var word = await TakeAsync(change, request.WordId, request.Etag);
        const string sql = """
            update skill_word w set state = 3, decided_at = @Now, version = w.version + 1,
                decided_uses = (select count(*) from skill_word_talent u where u.word_id = w.word_id) + (select count(*) from skill_word_need u where u.word_id = w.word_id)
            where w.word_id = @WordId;
            delete from skill_word_talent where word_id = @WordId;
            delete from skill_word_need where word_id = @WordId;
            """;
        await change.ExecuteAsync(sql, new { word.WordId, change.Now });
        change.Audit("skill-word.discarded", "skill-word", word.WordId.ToString());
        return await ReadWords.OneAsync(change, word.WordId, taxonomy);
    }

    private static Task AddWritingAsync(Change change, SkillTaxonomy taxonomy, SkillEntry skill, string writing)
    {
        var entry = SkillRules.Checked(skill with { Synonyms = [.. skill.Synonyms, writing] }, taxonomy);
        return SkillChanges.StoreAsync(change, "skill.updated", skill, entry);
    }

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH, WRONG_STATE.</exception>
    private static async Task<WordRow> TakeAsync(Change change, string wordId, string etag)
    {
        const string sql = "select word_id, word_folded, word, state, version from skill_word where word_id = @id for update";
        var row = await change.QuerySingleOrDefaultAsync<WordRow>(sql, new { id = Guid.Parse(wordId) }) ?? throw WordErrors.NotFound.ToException();
        Etag.Check(etag, row.Version);
        return row.State == (short)SkillWordState.Waiting ? row : throw WordErrors.Decided.ToException();
    }
}
