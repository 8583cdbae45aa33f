using Platform.Chassis.Auth;

namespace Platform.TalentMatching.Talents;

/// <summary>
/// Which talents a caller may see: officials all, a college its own, a talent itself, a firm those that it was shown, that it made
/// an offer or that consented to it, as long as their college stands for them. Who was erased is nobody's.
/// </summary>
internal sealed record TalentVisibility(bool Every, string? CollegeCode, string? FirmCode, string? Account = null)
{
    /// <summary>As a condition on <c>talent t</c>, with the parameters <c>Every</c>, <c>CollegeCode</c>, <c>FirmCode</c> and <c>Account</c>.</summary>
    public const string Condition = """
        (t.erased_at is null and (@Every or t.college_code = @CollegeCode or t.account_id = @Account
          or (t.confirmation <> 3 and (
            exists (select 1 from shortlist_entry e join talent_need n using (need_id) where e.talent_id = t.talent_id and n.organisation_code = @FirmCode)
            or exists (select 1 from placement p where p.talent_id = t.talent_id and p.organisation_code = @FirmCode and p.state in (1, 2, 3, 6, 7))
            or exists (select 1 from talent_consent c where c.talent_id = t.talent_id and c.organisation_code = @FirmCode and c.purpose = 1 and c.state = 2)))))
        """;

    public static TalentVisibility Of(Caller caller) => caller switch
    {
        _ when caller.Is(Roles.Official) => new(true, null, null),
        _ when caller.Is(Roles.University) => new(false, caller.OrganisationCode, null),
        _ when caller.Is(Roles.Talent) => new(false, null, null, caller.Subject),
        _ => new(false, null, caller.OrganisationCode),
    };
}
