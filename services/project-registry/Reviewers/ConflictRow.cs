using Google.Protobuf.WellKnownTypes;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>A declared conflict as stored.</summary>
internal sealed class ConflictRow
{
    public Guid ConflictId { get; init; }

    public string ReviewerId { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public Guid? ApplicationId { get; init; }

    public string Reason { get; init; } = "";

    public DateTimeOffset DeclaredAt { get; init; }

    public DateTimeOffset? LiftedAt { get; init; }

    public string LiftReason { get; init; } = "";

    public const string Columns = "conflict_id, reviewer_id, organisation_code, application_id, reason, declared_at, lifted_at, lift_reason";

    public DeclaredConflict ToMessage() => new()
    {
        ConflictId = ConflictId.ToString(),
        ReviewerId = ReviewerId,
        OrganisationCode = OrganisationCode,
        ApplicationId = ApplicationId?.ToString() ?? "",
        Reason = Reason,
        DeclareTime = Timestamp.FromDateTimeOffset(DeclaredAt),
        LiftTime = LiftedAt is { } lifted ? Timestamp.FromDateTimeOffset(lifted) : null,
        LiftReason = LiftReason,
    };
}
