using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Talents;

/// <summary>What a talent tells of itself, by the codes of the taxonomy and the catalogue.</summary>
internal sealed record ProfileFacts(ProfileFields Fields, SkillList Skills, string[] Industries, string[] Grams)
{
    public string Name => Fields.Name.Trim();

    public string Major => Fields.Major.Trim();

    public string[] Places => [.. Fields.PreferredPlaces.Select(place => place.Trim()).Where(place => place.Length > 0).Distinct()];

    public string Phone => Fields.Phone.Trim();

    /// <exception cref="Chassis.Errors.FailedException">SKILL_UNKNOWN, INVALID_FIELD.</exception>
    /// <param name="held">Codes of skills that the talent has: one of them may be kept though it was retired since.</param>
    public static ProfileFacts Of(ProfileFields fields, SkillTaxonomy taxonomy, Catalogue catalogue, params string[] held)
    {
        var skills = SkillList.Of(fields.Skills.Select((skill, i) => (
            held.Contains(skill.Skill) ? skill.Skill : taxonomy.Require(skill.Skill, At("fields.skills", i) + ".skill").Code, skill.Level)));
        string[] industries = [.. fields.PreferredIndustries.Select((word, i) =>
            catalogue.Industries.Find(word)?.Code ?? throw ProfileErrors.IndustryUnknown(word, At("fields.preferred_industries", i)).ToException()).Distinct()];
        return new(fields, skills, industries, GramsOf(taxonomy, fields.Major, [], skills.Codes));
    }

    /// <summary>Pairs of characters of major, unmapped words and the names of skills, as of an imported talent.</summary>
    public static string[] GramsOf(SkillTaxonomy taxonomy, string major, IEnumerable<string> unmapped, IEnumerable<string> codes) =>
        TextGrams.Of([major, .. unmapped, .. codes.Select(code => taxonomy.ByCode.TryGetValue(code, out var skill) ? skill.ShownZh : "")]);

    public static string At(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");

    /// <summary>Whether something differs that a college stands for; wishes and contact are the talent's own affair.</summary>
    public bool DiffersFrom(TalentRow row) => Name != row.Name || Major != row.Major || (short)Fields.Education != row.Education || Fields.GraduationYear != row.GraduationYear
        || !Skills.Codes.Zip(Skills.Levels).Order().SequenceEqual(row.SkillCodes.Zip(row.SkillLevels).Order());
}
