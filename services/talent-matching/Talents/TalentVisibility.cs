using Platform.Chassis.Auth;

namespace Platform.TalentMatching.Talents;

/// <summary>Which talents a caller may see: officials all, a college its own, a firm those that it was shown or made an offer.</summary>
internal sealed record TalentVisibility(bool Every, string? CollegeCode, string? FirmCode)
{
    /// <summary>As a condition on <c>talent t</c>, with the parameters <c>Every</c>, <c>CollegeCode</c> and <c>FirmCode</c>.</summary>
    public const string Condition = """
        (@Every or t.college_code = @CollegeCode
          or exists (select 1 from shortlist_entry e join talent_need n using (need_id) where e.talent_id = t.talent_id and n.organisation_code = @FirmCode)
          or exists (select 1 from placement p where p.talent_id = t.talent_id and p.organisation_code = @FirmCode and p.state in (1, 2, 3, 6, 7)))
        """;

    public static TalentVisibility Of(Caller caller) => caller switch
    {
        _ when caller.Is(Roles.Official) => new(true, null, null),
        _ when caller.Is(Roles.University) => new(false, caller.OrganisationCode, null),
        _ => new(false, null, caller.OrganisationCode),
    };
}
