using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Talent.V1;
using Platform.TalentMatching.Placements;

namespace Platform.TalentMatching.FollowUps;

/// <summary>A row of <c>placement_follow_up</c> with the answers of both sides.</summary>
internal sealed class FollowUpRow
{
    public const string Select = $"""
        select f.placement_id, f.months, f.due_on, p.state in (3, 7) and t.erased_at is null as followed,
            firm.employed as firm_employed, firm.in_city as firm_in_city, firm.position as firm_position, firm.salary_band as firm_band, firm.reported_at as firm_at,
            college.employed as college_employed, college.in_city as college_in_city, college.position as college_position,
            college.salary_band as college_band, college.reported_at as college_at, {FirmHasAnswered} as firm_answered
        from placement_follow_up f
        join placement p using (placement_id)
        left join talent t using (talent_id)
        left join placement_report firm on firm.placement_id = f.placement_id and firm.months = f.months and firm.party = 1
        left join placement_report college on college.placement_id = f.placement_id and college.months = f.months and college.party = 2
        """;

    /// <summary>A firm that reported the leaving knows no more of the talent after it: it is not asked again.</summary>
    public const string FirmHasAnswered = """
        (firm.party is not null or exists (select from placement_leaving l where l.placement_id = f.placement_id and l.party = 1 and l.left_on <= f.due_on))
        """;

    public Guid PlacementId { get; init; }

    public short Months { get; init; }

    public DateOnly DueOn { get; init; }

    /// <summary>Placed or left, and not erased.</summary>
    public bool Followed { get; init; }

    public bool? FirmEmployed { get; init; }

    public short? FirmInCity { get; init; }

    public string? FirmPosition { get; init; }

    public short? FirmBand { get; init; }

    public DateTimeOffset? FirmAt { get; init; }

    public bool? CollegeEmployed { get; init; }

    public short? CollegeInCity { get; init; }

    public string? CollegePosition { get; init; }

    public short? CollegeBand { get; init; }

    public DateTimeOffset? CollegeAt { get; init; }

    public bool FirmAnswered { get; init; }

    private bool CollegeAnswered => CollegeEmployed is not null;

    public FollowUp ToMessage(PlacementRow placement, Caller caller, DateOnly today)
    {
        var firm = Report(PlacementParty.Firm, FirmEmployed, FirmInCity, FirmPosition, FirmBand, FirmAt);
        var college = Report(PlacementParty.College, CollegeEmployed, CollegeInCity, CollegePosition, CollegeBand, CollegeAt);
        var message = new FollowUp
        {
            Placement = placement.ToMessage(caller),
            Months = Months,
            DueDay = CityDays.Text(DueOn),
            State = StateOn(today),
            Disagreements = { Disagreements.Of(firm, college) },
            Awaited = Awaited(PlacementSide.Of(caller).Party, today),
        };
        message.Reports.AddRange(((FollowUpReport?[])[firm, college]).OfType<FollowUpReport>());
        return message;
    }
    private FollowUpState StateOn(DateOnly today) => (FirmAnswered, CollegeAnswered) switch
    {
        _ when DueOn > today => FollowUpState.Planned,
        (true, true) => FollowUpState.Answered,
        (false, false) => FollowUpState.Due,
        _ => FollowUpState.Part,
    };

    private bool Awaited(PlacementParty party, DateOnly today) => Followed && DueOn <= today
        && (party != PlacementParty.College && !FirmAnswered || party != PlacementParty.Firm && !CollegeAnswered);

    private static FollowUpReport? Report(PlacementParty party, bool? employed, short? inCity, string? position, short? band, DateTimeOffset? at) => employed is not { } answer
        ? null
        : new FollowUpReport
        {
            Party = party, Employed = answer, InCity = (Tristate)(inCity ?? 0), Position = position ?? "", SalaryBand = (SalaryBand)(band ?? 0), ReportTime = at?.ToTimestamp(),
        };
}
