using System.Text.Json;
using Platform.Chassis.Auth;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Matching;

/// <summary>A row of <c>shortlist_entry</c> with what it shows of its talent.</summary>
internal sealed class ShortlistEntryRow
{
    public short Rank { get; init; }

    public Guid TalentId { get; init; }

    public string Name { get; init; } = "";

    public string CollegeCode { get; init; } = "";

    public string CollegeName { get; init; } = "";

    public string Major { get; init; } = "";

    public short Education { get; init; }

    public double Score { get; init; }

    public string Parts { get; init; } = "";

    public string Missing { get; init; } = "";

    public string ExplanationZh { get; init; } = "";

    public string ExplanationEn { get; init; } = "";

    public ShortlistEntry ToMessage(Caller caller, Language language) => new()
    {
        Rank = Rank,
        TalentId = TalentId.ToString(),
        Name = PersonalData.Name(caller, CollegeCode, Name),
        CollegeCode = CollegeCode,
        CollegeName = CollegeName,
        Major = Major,
        Education = (EducationLevel)Education,
        Score = Score,
        Parts = { JsonSerializer.Deserialize<List<Part>>(Parts)!.Select(part => new ScorePart { Kind = part.Kind, Skill = part.Skill, Points = part.Points / 100.0, Maximum = part.Maximum / 100.0 }) },
        Missing = { JsonSerializer.Deserialize<List<MissingSkill>>(Missing)!.Select(missing => new SkillLevel { Skill = missing.Code, Level = missing.Level }) },
        Explanation = language.Pick(ExplanationZh, ExplanationEn),
    };
}
