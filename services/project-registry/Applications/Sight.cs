using Platform.Chassis.Auth;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// Which applications a caller sees: officials all that were submitted, a firm its own, reviewers those under review.
/// A draft is seen by its firm alone.
/// </summary>
/// <param name="Submitted">All that were submitted.</param>
/// <param name="Own">Those of this organisation; null: none as an owner.</param>
/// <param name="UnderReview">All that are under review.</param>
internal sealed record Sight(bool Submitted, string? Own, bool UnderReview)
{
    /// <summary>The same rule in SQL; its parameters are this record's properties.</summary>
    public const string Sql = "((@Submitted and submitted_at is not null) or organisation_code = @Own or (@UnderReview and state = 4))";

    public static Sight Of(Caller caller) => new(
        caller.Is(Roles.Official),
        caller.Is(Roles.Enterprise) && caller.OrganisationCode.Length > 0 ? caller.OrganisationCode : null,
        caller.Is(Roles.Reviewer));

    /// <summary>Of a caller who acts for the firm, whatever other roles there are.</summary>
    public static Sight AsFirm(Caller caller) => Of(caller) with { Submitted = false, UnderReview = false };

    /// <summary>Of a caller who acts as an official, whatever other roles there are.</summary>
    public static Sight AsOfficial(Caller caller) => Of(caller) with { Own = null, UnderReview = false };

    public bool Sees(ApplicationRow application) =>
        (Submitted && application.SubmittedAt is not null)
        || IsOwn(application)
        || (UnderReview && application.State == ApplicationState.UnderReview);

    /// <summary>Contacts are for the firm itself and officials.</summary>
    public bool SeesContactOf(ApplicationRow application) => (Submitted && application.SubmittedAt is not null) || IsOwn(application);

    public Application Show(ApplicationRow application) => application.ToMessage(masked: !SeesContactOf(application));

    private bool IsOwn(ApplicationRow application) => Own is not null && application.OrganisationCode == Own;
}
