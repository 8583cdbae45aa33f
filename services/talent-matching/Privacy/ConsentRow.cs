using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Privacy;

/// <summary>A row of <c>talent_consent</c> with what its talent, need and round tell.</summary>
internal sealed class ConsentRow
{
    public const string Select = """
        select c.consent_id, c.purpose, c.state, c.talent_id, t.name as talent_name, coalesce(t.college_code, '') as college_code, t.college_name, t.account_id,
            c.need_id, coalesce(n.title, '') as need_title, coalesce(c.organisation_code, '') as organisation_code,
            coalesce(o.name, n.organisation_name, '') as organisation_name, c.round_id, coalesce(r.name, '') as round_name,
            c.given_by_talent, c.proof, c.created_at, c.granted_at, c.ended_at
        from talent_consent c
        join talent t using (talent_id)
        left join talent_need n on n.need_id = c.need_id
        left join round r on r.round_id = c.round_id
        left join organisation o on o.organisation_code = c.organisation_code
        """;

    public Guid ConsentId { get; init; }

    public short Purpose { get; init; }

    public short State { get; init; }

    public Guid TalentId { get; init; }

    public string TalentName { get; init; } = "";

    public string CollegeCode { get; init; } = "";

    public string CollegeName { get; init; } = "";

    public string? AccountId { get; init; }

    public Guid? NeedId { get; init; }

    public string NeedTitle { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public Guid? RoundId { get; init; }

    public string RoundName { get; init; } = "";

    public bool GivenByTalent { get; init; }

    public string Proof { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? GrantedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public ConsentState ConsentState => (ConsentState)State;

    public static async Task<ConsentRow> GetAsync(Change change, Guid consentId) =>
        (await change.QuerySingleOrDefaultAsync<ConsentRow>($"{Select} where c.consent_id = @consentId", new { consentId }))!;

    public Consent ToMessage(Caller caller) => new()
    {
        ConsentId = ConsentId.ToString(),
        Purpose = (ConsentPurpose)Purpose,
        State = ConsentState,
        TalentId = TalentId.ToString(),
        TalentName = PersonalData.Name(caller, CollegeCode, TalentName),
        CollegeName = CollegeName,
        NeedId = NeedId?.ToString() ?? "",
        NeedTitle = NeedTitle,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        RoundId = RoundId?.ToString() ?? "",
        RoundName = RoundName,
        GivenByTalent = GivenByTalent,
        Proof = caller.Is(Roles.Enterprise) ? "" : Proof,
        CreateTime = CreatedAt.ToTimestamp(),
        GrantTime = GrantedAt?.ToTimestamp(),
        EndTime = EndedAt?.ToTimestamp(),
    };
}
