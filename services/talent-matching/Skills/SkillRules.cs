using Platform.Chassis.Catalogues;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>What a taxonomy must keep: one skill a writing, links to skills that are there, nothing broader than itself.</summary>
public static class SkillRules
{
    /// <summary>The entry as it may be stored: trimmed, links led through merges, without what stands twice.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD, SKILL_UNKNOWN, SKILL_WRITING_TAKEN, SKILL_CYCLE.</exception>
    public static SkillEntry Checked(SkillEntry entry, SkillTaxonomy taxonomy)
    {
        var tidy = Tidy(entry, taxonomy);
        if (tidy.NameZh.Length == 0 && tidy.NameEn.Length == 0)
        {
            throw SkillErrors.NameMissing.ToException();
        }

        if (tidy.LevelsZh.Count is not (0 or 5) || tidy.LevelsEn.Count is not (0 or 5))
        {
            throw SkillErrors.LevelsIncomplete.ToException();
        }

        if (tidy.Broader.Contains(tidy.Code) || tidy.Related.Contains(tidy.Code))
        {
            throw SkillErrors.LinkedToItself.ToException();
        }

        if (FirstTaken(tidy, taxonomy) is { } taken)
        {
            throw SkillErrors.WritingTaken(taken.Writing, taken.Owner).ToException();
        }

        return CyclePath(tidy, taxonomy) is { } path ? throw SkillErrors.Cycle([.. path.Select(code => code == tidy.Code ? tidy : taxonomy.ByCode[code])]).ToException() : tidy;
    }

    /// <summary>The way up from an entry's broader skills back to itself, the entry first and last; null where there is none.</summary>
    public static IReadOnlyList<string>? CyclePath(SkillEntry entry, SkillTaxonomy taxonomy)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ways = new Stack<(string Code, string[] Path)>(entry.Broader.Reverse().Select(code => (code, new[] { entry.Code })));
        while (ways.TryPop(out var way))
        {
            if (way.Code == entry.Code)
            {
                return [.. way.Path, way.Code];
            }

            if (seen.Add(way.Code) && taxonomy.Standing(way.Code) is { } next)
            {
                foreach (var broader in next.Broader.Reverse())
                {
                    ways.Push((taxonomy.Standing(broader)?.Code ?? broader, [.. way.Path, next.Code]));
                }
            }
        }

        return null;
    }

    /// <summary>A code for a name: its Latin letters and digits, hyphens between; a number is added where it is taken.</summary>
    public static string CodeFor(string nameEn, Func<string, bool> isTaken)
    {
        var words = new string([.. nameEn.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]);
        var stem = string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        stem = stem.Length == 0 ? "skill" : stem[..Math.Min(stem.Length, 70)].TrimEnd('-');
        for (var number = 1; ; number++)
        {
            var code = number == 1 ? stem : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stem}-{number}");
            if (!isTaken(code))
            {
                return code;
            }
        }
    }

    private static SkillEntry Tidy(SkillEntry entry, SkillTaxonomy taxonomy)
    {
        var (zh, en) = (Words.Trim(entry.NameZh), Words.Trim(entry.NameEn));
        HashSet<string> named = [Words.Fold(entry.Code), Words.Fold(zh), Words.Fold(en), ""];
        return entry with
        {
            NameZh = zh,
            NameEn = en,
            Synonyms = [.. entry.Synonyms.Select(Words.Trim).Where(synonym => named.Add(Words.Fold(synonym)))],
            Broader = Links(entry.Broader, "skill.broader"),
            Related = Links(entry.Related, "skill.related"),
            LevelsZh = [.. entry.LevelsZh.Select(Words.Trim)],
            LevelsEn = [.. entry.LevelsEn.Select(Words.Trim)],
        };

        string[] Links(IReadOnlyList<string> codes, string field) => [.. codes.Select(code => code == entry.Code ? code
            : (taxonomy.Standing(code) ?? throw SkillErrors.Unknown(code, field, taxonomy.Nearest(code)).ToException()).Code).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The first writing by which an active skill other than this is found.</summary>
    private static (string Writing, SkillEntry Owner)? FirstTaken(SkillEntry entry, SkillTaxonomy taxonomy)
    {
        foreach (var writing in entry.State == SkillState.Active ? entry.Writings : [])
        {
            if (taxonomy.Find(writing) is { } owner && owner.Code != entry.Code)
            {
                return (writing, owner);
            }
        }

        return null;
    }
}
