using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Applications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Panels;

/// <summary>A panel as stored, with what its members may know of the application.</summary>
internal sealed class PanelRow
{
    public Guid PanelId { get; init; }

    public Guid ApplicationId { get; init; }

    public Guid BatchId { get; init; }

    public PanelState State { get; init; }

    public string Reason { get; init; } = "";

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string Summary { get; init; } = "";

    public long Version { get; init; }

    public string ProjectName { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public int? ReviewNumber { get; init; }

    public bool AnonymousReview { get; init; }

    public const string Select = """
        select p.panel_id, p.application_id, p.batch_id, p.state, p.reason, p.opened_at, p.closed_at, p.summary, p.version,
            a.project_name, a.organisation_name, a.organisation_code, a.review_number, b.anonymous_review
        from panel p join application a using (application_id) join batch b on b.batch_id = p.batch_id
        """;

    /// <summary>
    /// Who a panel exists for: officials, and reviewers to whom the application is assigned and whose sheet is filed and counts.
    /// Parameters: <c>official</c>, <c>subject</c>.
    /// </summary>
    public const string IsMember = """
        (@official or exists (
            select from assignment s join review r using (application_id, reviewer_id)
            where s.application_id = p.application_id and s.reviewer_id = @subject and s.state = 2 and r.excluded_at is null))
        """;

    public static object Key(Guid panelId, Caller caller) => new { panelId, official = caller.Is(Roles.Official), subject = caller.Subject };

    public Panel ToMessage(bool official) => new()
    {
        PanelId = PanelId.ToString(),
        ApplicationId = ApplicationId.ToString(),
        BatchId = BatchId.ToString(),
        ProjectName = official || !AnonymousReview ? ProjectName : Anonymity.Of(ReviewNumber, OrganisationName, OrganisationCode).Mask(ProjectName),
        State = State,
        Reason = Reason,
        OpenTime = Timestamp.FromDateTimeOffset(OpenedAt),
        CloseTime = ClosedAt is { } closed ? Timestamp.FromDateTimeOffset(closed) : null,
        Summary = Summary,
        Etag = Etag.Of(Version),
    };
}
