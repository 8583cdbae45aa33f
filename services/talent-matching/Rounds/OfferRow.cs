using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Rounds;

/// <summary>A row of <c>round_offer</c> with what its need, talent and run tell.</summary>
internal sealed class OfferRow
{
    public const string Select = """
        select f.offer_id, f.round_id, f.need_id, n.title as need_title, n.organisation_code, coalesce(o.name, n.organisation_name) as organisation_name,
            f.talent_id, t.name as talent_name, coalesce(t.college_code, '') as college_code, t.college_name, f.state, f.deadline, u.kind = 3 as waitlist,
            f.placement_id, f.created_at
        from round_offer f
        join talent_need n using (need_id)
        join talent t using (talent_id)
        join round_run u using (run_id)
        left join organisation o on o.organisation_code = n.organisation_code
        """;

    public Guid OfferId { get; init; }

    public Guid RoundId { get; init; }

    public Guid NeedId { get; init; }

    public string NeedTitle { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public Guid TalentId { get; init; }

    public string TalentName { get; init; } = "";

    public string CollegeCode { get; init; } = "";

    public string CollegeName { get; init; } = "";

    public short State { get; init; }

    public DateTimeOffset Deadline { get; init; }

    public bool Waitlist { get; init; }

    public Guid? PlacementId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public static async Task<RoundOffer> GetAsync(Change change, Guid offerId) =>
        (await change.QuerySingleOrDefaultAsync<OfferRow>($"{Select} where f.offer_id = @offerId", new { offerId }))!.ToMessage(change.Caller);

    public RoundOffer ToMessage(Caller caller) => new()
    {
        OfferId = OfferId.ToString(),
        RoundId = RoundId.ToString(),
        NeedId = NeedId.ToString(),
        NeedTitle = NeedTitle,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        TalentId = TalentId.ToString(),
        TalentName = PersonalData.Name(caller, CollegeCode, TalentName),
        CollegeCode = CollegeCode,
        CollegeName = CollegeName,
        State = (RoundOfferState)State,
        Deadline = Deadline.ToTimestamp(),
        Waitlist = Waitlist,
        PlacementId = PlacementId?.ToString() ?? "",
        CreateTime = CreatedAt.ToTimestamp(),
    };
}
