using Platform.Chassis.Auth;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Rounds;

/// <summary>A row of <c>round_match</c> with what its need and talent tell.</summary>
internal sealed class MatchRow
{
    public const string Select = """
        select m.need_id, n.title as need_title, n.organisation_code, coalesce(o.name, n.organisation_name) as organisation_name,
            m.talent_id, t.name as talent_name, coalesce(t.college_code, '') as college_code, t.college_name, m.talent_place, m.need_place
        from round_match m join talent_need n using (need_id) join talent t using (talent_id) left join organisation o on o.organisation_code = n.organisation_code
        """;

    public Guid NeedId { get; init; }

    public string NeedTitle { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public Guid TalentId { get; init; }

    public string TalentName { get; init; } = "";

    public string CollegeCode { get; init; } = "";

    public string CollegeName { get; init; } = "";

    public int TalentPlace { get; init; }

    public int NeedPlace { get; init; }

    public RoundMatch ToMessage(Caller caller) => new()
    {
        NeedId = NeedId.ToString(),
        NeedTitle = NeedTitle,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        TalentId = TalentId.ToString(),
        TalentName = PersonalData.Name(caller, CollegeCode, TalentName),
        CollegeCode = CollegeCode,
        CollegeName = CollegeName,
        TalentPlace = TalentPlace,
        NeedPlace = NeedPlace,
    };
}
