using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Placements;

/// <summary>A row of <c>placement</c> with what its need and talent tell.</summary>
internal sealed class PlacementRow
{
    public const string Select = """
        select p.placement_id, p.need_id, n.title as need_title, p.talent_id, t.name as talent_name, p.organisation_code,
            coalesce(o.name, n.organisation_name) as organisation_name, coalesce(t.college_code, '') as college_code, coalesce(t.college_name, '') as college_name,
            coalesce(p.collaboration_id, '') as collaboration_id, coalesce(n.pool_project_id, '') as project_id,
            n.state = 2 as need_filled, p.state, p.created_at, p.version, p.interview_at, p.started_on, p.left_on, p.industry, t.account_id
        from placement p
        join talent_need n using (need_id)
        left join talent t using (talent_id)
        left join organisation o on o.organisation_code = p.organisation_code
        """;

    public Guid PlacementId { get; init; }

    public Guid NeedId { get; init; }

    public string NeedTitle { get; init; } = "";

    public Guid? TalentId { get; init; }

    public string? TalentName { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string CollegeCode { get; init; } = "";

    public string CollegeName { get; init; } = "";

    public string CollaborationId { get; init; } = "";

    public string ProjectId { get; init; } = "";

    public bool NeedFilled { get; init; }

    public short State { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }

    /// <summary>Subject of the talent's own account; null where it has none.</summary>
    public string? AccountId { get; init; }

    public DateTimeOffset? InterviewAt { get; init; }

    public DateOnly? StartedOn { get; init; }

    public DateOnly? LeftOn { get; init; }

    public string Industry { get; init; } = "";

    public static async Task<PlacementRow> GetAsync(Change change, Guid placementId) =>
        (await change.QuerySingleOrDefaultAsync<PlacementRow>($"{Select} where p.placement_id = @placementId", new { placementId }))!;

    public Placement ToMessage(Caller caller) => new()
    {
        PlacementId = PlacementId.ToString(),
        NeedId = NeedId.ToString(),
        NeedTitle = NeedTitle,
        TalentId = TalentId?.ToString() ?? "",
        TalentName = PersonalData.Name(caller, CollegeCode, TalentName ?? ""),
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        CollegeCode = CollegeCode,
        CollegeName = CollegeName,
        CollaborationId = CollaborationId,
        State = (PlacementState)State,
        CreateTime = CreatedAt.ToTimestamp(),
        Etag = Etag.Of(Version),
        InterviewTime = InterviewAt?.ToTimestamp(),
        StartDay = CityDays.Text(StartedOn),
        LeftDay = CityDays.Text(LeftOn),
        Industry = Industry,
    };

    public async Task<TalentPlaced> ToEventAsync(Change change) => new()
    {
        PlacementId = PlacementId.ToString(),
        NeedId = NeedId.ToString(),
        TalentId = TalentId?.ToString() ?? "",
        OrganisationCode = OrganisationCode,
        CollegeCode = CollegeCode,
        ProjectId = ProjectId,
        CollaborationId = CollaborationId,
        NeedFilled = NeedFilled,
        SupportRequests = { await SupportBinding.OfAsync(change, NeedId) },
    };
}
