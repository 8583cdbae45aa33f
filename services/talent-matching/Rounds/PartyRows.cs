using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Rounds;

/// <summary>A need that takes part, with what is scored and said.</summary>
internal sealed record NeedParty(NeedRow Row, NeedEntry Entry)
{
    /// <summary>The needs themselves, in the order of <see cref="NeedEntry.Select"/>.</summary>
    public const string Select = $"""
        select {NeedRow.Columns}
        from round_need p join talent_need n using (need_id) left join organisation o on o.organisation_code = n.organisation_code
        where p.round_id = @roundId and p.left_at is null and (@needId::uuid is null or n.need_id = @needId)
        order by n.need_id
        """;

    public Guid NeedId => Row.NeedId;

    public string Label => $"{Row.Title} · {Row.OrganisationName}";
}

/// <summary>How a need takes part.</summary>
internal sealed class NeedEntry
{
    public const string Select = """
        select n.need_id, case when n.pool_project_id is null then 2 else 1 end as tier,
            case when n.state = 1 then least(p.quota, n.headcount - n.placed_count) else 0 end as seats,
            row_number() over (order by n.created_at, n.need_id) as seq, p.named, p.struck
        from round_need p join talent_need n using (need_id)
        where p.round_id = @roundId and p.left_at is null and (@needId::uuid is null or n.need_id = @needId)
        order by n.need_id
        """;

    public Guid NeedId { get; init; }

    public int Tier { get; init; }

    public int Seats { get; init; }

    public long Seq { get; init; }

    public Guid[] Named { get; init; } = [];

    public Guid[] Struck { get; init; } = [];
}

/// <summary>A talent who takes part, with what is scored and said.</summary>
internal sealed class TalentParty : TalentScoringRow
{
    public const string Select = $"""
        select {Columns}, p.named, p.struck
        from round_talent p join talent t using (talent_id)
        where p.round_id = @roundId and p.left_at is null and not {TalentRow.Away} and (@talentId::uuid is null or t.talent_id = @talentId)
        order by t.talent_id
        """;

    public Guid[] Named { get; init; } = [];

    public Guid[] Struck { get; init; } = [];
}
