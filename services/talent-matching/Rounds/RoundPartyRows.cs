using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Rounds;

/// <summary>A need in a round, as it is shown.</summary>
internal sealed class RoundNeedRow
{
    public const string Select = """
        select p.round_id, p.need_id, n.title, p.organisation_code, coalesce(o.name, n.organisation_name) as organisation_name, p.quota,
            case when n.pool_project_id is null then 2 else 1 end as tier,
            cardinality(p.named) + cardinality(p.struck) > 0 as ranked, p.left_at is not null as left
        from round_need p join talent_need n using (need_id) left join organisation o on o.organisation_code = p.organisation_code
        """;

    public Guid RoundId { get; init; }

    public Guid NeedId { get; init; }

    public string Title { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public int Quota { get; init; }

    public int Tier { get; init; }

    public bool Ranked { get; init; }

    public bool Left { get; init; }

    public static async Task<RoundNeed> GetAsync(Change change, Guid roundId, Guid needId) =>
        (await change.QuerySingleOrDefaultAsync<RoundNeedRow>($"{Select} where p.round_id = @roundId and p.need_id = @needId", new { roundId, needId }))!.ToMessage();

    public RoundNeed ToMessage() => new()
    {
        RoundId = RoundId.ToString(),
        NeedId = NeedId.ToString(),
        Title = Title,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Quota = Quota,
        Tier = Tier,
        Ranked = Ranked,
        Left = Left,
    };
}

/// <summary>A talent in a round, as it is shown.</summary>
internal sealed class RoundTalentRow
{
    public const string Select = """
        select p.round_id, p.talent_id, t.name, coalesce(t.college_code, '') as college_code, t.college_name, t.major,
            cardinality(p.named) + cardinality(p.struck) > 0 as ranked, p.left_at is not null as left
        from round_talent p join talent t using (talent_id)
        """;

    public Guid RoundId { get; init; }

    public Guid TalentId { get; init; }

    public string Name { get; init; } = "";

    public string CollegeCode { get; init; } = "";

    public string CollegeName { get; init; } = "";

    public string Major { get; init; } = "";

    public bool Ranked { get; init; }

    public bool Left { get; init; }

    public static async Task<RoundTalent> GetAsync(Change change, Guid roundId, Guid talentId) =>
        (await change.QuerySingleOrDefaultAsync<RoundTalentRow>($"{Select} where p.round_id = @roundId and p.talent_id = @talentId", new { roundId, talentId }))!.ToMessage(change.Caller);

    public RoundTalent ToMessage(Caller caller) => new()
    {
        RoundId = RoundId.ToString(),
        TalentId = TalentId.ToString(),
        Name = PersonalData.Name(caller, CollegeCode, Name),
        CollegeCode = CollegeCode,
        CollegeName = CollegeName,
        Major = Major,
        Ranked = Ranked,
        Left = Left,
    };
}
