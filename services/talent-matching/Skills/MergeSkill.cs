using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>One skill takes another's place: whoever holds the other gets it, what linked to the other links to it, and it is also found by the other's names.</summary>
internal sealed class MergeSkill(CurrentTaxonomy current)
{
    public async Task<Skill> RunAsync(Change change, MergeSkillRequest request)
    {
        var taxonomy = await current.ForChangingAsync(change);
        var gone = EditSkill.Present(taxonomy, request.Code, request.Etag);
        var into = taxonomy.ByCode.GetValueOrDefault(request.Into) ?? throw SkillErrors.Unknown(request.Into, "into", taxonomy.Nearest(request.Into)).ToException();
        if (into.Code == gone.Code)
        {
            throw SkillErrors.MergedIntoItself.ToException();
        }

        if (into.State != SkillState.Active)
        {
            throw SkillErrors.Retired(into.ShownZh, "into").ToException();
        }

        var entries = Merged(gone, into, taxonomy);
        var version = await StoreSkills.NextVersionAsync(change);
        await StoreSkills.PutAsync(change, version, entries);
        foreach (var statement in MovedCodes.Statements)
        {
            await change.ExecuteAsync(statement, new { from = gone.Code, into = into.Code });
        }

        foreach (var entry in entries)
        {
            SkillChanges.Audit(change, entry.Code == gone.Code ? "skill.merged" : "skill.updated", entry.Code, version, SkillChanges.FieldsChanged(taxonomy.ByCode[entry.Code], entry));
        }

        await Matching.ShortlistQueue.AddAllOpenAsync(change);
        return SkillMessages.Of(entries.Single(entry => entry.Code == into.Code) with { Version = version });
    }

    /// <summary>All entries that the merge changes.</summary>
    /// <exception cref="Chassis.Errors.FailedException">SKILL_CYCLE where the one taking the place would stand above itself.</exception>
    internal static IReadOnlyList<SkillEntry> Merged(SkillEntry gone, SkillEntry into, SkillTaxonomy taxonomy)
    {
        var ended = gone with { State = SkillState.Merged, MergedInto = into.Code, Broader = [], Related = [] };
        // Links of each of the two to the other end.
        var heir = into with
        {
            Synonyms = Synonyms(gone, into),
            Broader = Led(into.Broader.Where(code => code != gone.Code), gone.Code, into.Code),
            Related = Led(into.Related.Concat(gone.Related).Where(code => code != gone.Code && code != into.Code), gone.Code, into.Code),
        };
        var linking = taxonomy.All
            .Where(entry => entry.Code != gone.Code && entry.Code != into.Code && (entry.Broader.Contains(gone.Code) || entry.Related.Contains(gone.Code)))
            .Select(entry => entry with { Broader = Led(entry.Broader, gone.Code, into.Code), Related = Led(entry.Related, gone.Code, into.Code) });
        SkillEntry[] entries = [ended, heir, .. linking];
        var changed = entries.ToDictionary(entry => entry.Code, StringComparer.Ordinal);
        var after = new SkillTaxonomy(taxonomy.ByCode.Values.Select(entry => changed.GetValueOrDefault(entry.Code, entry)));
        return SkillRules.CyclePath(heir, after) is { } path ? throw SkillErrors.Cycle([.. path.Select(code => after.ByCode[code])]).ToException() : entries;
    }

    private static string[] Led(IEnumerable<string> codes, string from, string into) => [.. codes.Select(code => code == from ? into : code).Distinct(StringComparer.Ordinal)];

    private static string[] Synonyms(SkillEntry gone, SkillEntry into)
    {
        var named = new[] { into.Code, into.NameZh, into.NameEn }.Select(Words.Fold).ToHashSet(StringComparer.Ordinal);
        return [.. into.Synonyms.Concat(gone.Writings.Where(writing => writing != gone.Code)).Where(writing => named.Add(Words.Fold(writing)))];
    }
}
