using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.SkillWords;

namespace Platform.TalentMatching.Skills;

/// <summary>Stores what was changed of skills as a new version, with its history, and has shortlists computed anew where scores or their words may move.</summary>
internal static class SkillChanges
{
    /// <param name="before">Null for a new one.</param>
    /// <returns>The entry with its new version; the one before where nothing changed.</returns>
    public static async Task<SkillEntry> StoreAsync(Change change, string action, SkillEntry? before, SkillEntry after)
    {
        var fields = FieldsChanged(before, after);
        if (before is not null && fields.Count == 0)
        {
            return before;
        }

        var version = await StoreSkills.NextVersionAsync(change);
        await StoreSkills.PutAsync(change, version, [after]);
        Audit(change, action, after.Code, version, fields);
        if (fields.Any(field => field.Field is "broader" or "related" or "name_zh" or "name_en" or "merged_into"))
        {
            await ShortlistQueue.AddAllOpenAsync(change);
        }

        if (after.State == SkillState.Active)
        {
            await GiveSkill.SettleAsync(change, after);
        }

        return after with { Version = version };
    }

    public static void Audit(Change change, string action, string code, long version, IReadOnlyList<FieldChange> fields) =>
        change.Audit(action, "skill", code, new { version, fields });

    /// <summary>What differs, lists in one line each.</summary>
    public static IReadOnlyList<FieldChange> FieldsChanged(SkillEntry? before, SkillEntry after) =>
    [
        .. Texts(before).Zip(Texts(after), (old, now) => new FieldChange(now.Field, old.Text, now.Text)).Where(field => field.Before != field.After),
    ];

    private static (string Field, string Text)[] Texts(SkillEntry? entry) =>
    [
        ("name_zh", entry?.NameZh ?? ""),
        ("name_en", entry?.NameEn ?? ""),
        ("synonyms", Line(entry?.Synonyms)),
        ("broader", Line(entry?.Broader)),
        ("related", Line(entry?.Related)),
        ("state", entry?.State.ToString() ?? ""),
        ("merged_into", entry?.MergedInto ?? ""),
        ("levels_zh", Line(entry?.LevelsZh)),
        ("levels_en", Line(entry?.LevelsEn)),
        ("esco_uri", entry?.EscoUri ?? ""),
    ];

    private static string Line(IReadOnlyList<string>? items) => string.Join("; ", items ?? []);
}

/// <summary>As the audit keeps it.</summary>
internal sealed record FieldChange(string Field, string Before, string After);
