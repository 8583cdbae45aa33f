using Platform.Chassis.Auth;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// Which applications a caller sees: officials all that were submitted, a firm its own, a reviewer those under review that are
/// assigned to him. A draft is seen by its firm alone.
/// </summary>
/// <param name="Submitted">All that were submitted.</param>
/// <param name="Own">Those of this organisation; null: none as an owner.</param>
/// <param name="Reviewer">Those under review that are assigned to this account; null: none as a reviewer.</param>
internal sealed record Sight(bool Submitted, string? Own, string? Reviewer)
{
    /// <summary>The same rule in SQL; its parameters are this record's properties.</summary>
    public const string Sql = """
        ((@Submitted and submitted_at is not null) or organisation_code = @Own or (@Reviewer::text is not null and state = 4 and application_id = any(array(
            select s.application_id from assignment s where s.reviewer_id = @Reviewer and s.batch_id = application.batch_id and s.state = 2))))
        """;

    /// <summary>The rule in SQL with only the parts that apply, so that an index fits it.</summary>
    public string Condition => (Submitted, Own, Reviewer) switch
    {
        (true, null, _) => "submitted_at is not null",
        (false, not null, null) => "organisation_code = @Own",
        _ => Sql,
    };

    public static Sight Of(Caller caller) => new(
        caller.Is(Roles.Official),
        caller.Is(Roles.Enterprise) && caller.OrganisationCode.Length > 0 ? caller.OrganisationCode : null,
        caller.Is(Roles.Reviewer) ? caller.Subject : null);

    /// <summary>Of a caller who acts for the firm, whatever other roles there are.</summary>
    public static Sight AsFirm(Caller caller) => Of(caller) with { Submitted = false, Reviewer = null };

    /// <summary>Of a caller who acts as an official, whatever other roles there are.</summary>
    public static Sight AsOfficial(Caller caller) => Of(caller) with { Own = null, Reviewer = null };

    /// <summary>Of a caller who reads the history: reviewers have no part in it.</summary>
    public static Sight OfHistory(Caller caller) => Of(caller) with { Reviewer = null };

    public bool Sees(ApplicationRow application) =>
        (Submitted && application.SubmittedAt is not null)
        || IsOwn(application)
        || (Reviewer is not null && application.State == ApplicationState.UnderReview && application.ReviewerIds.Contains(Reviewer));

    /// <summary>Contacts are for the firm itself and officials.</summary>
    public bool SeesContactOf(ApplicationRow application) => (Submitted && application.SubmittedAt is not null) || IsOwn(application);

    /// <summary>Whose name, code and contact a reviewer may not know, as the batch is reviewed anonymously.</summary>
    public bool IsAnonymousTo(ApplicationRow application) => application.AnonymousReview && !SeesContactOf(application);

    /// <summary>The firm sees what it has corrected so far; everybody else what was submitted.</summary>
    public Application Show(ApplicationRow application)
    {
        var message = IsOwn(application) ? application.ToOwnMessage() : application.ToMessage(masked: !SeesContactOf(application));
        return IsAnonymousTo(application) ? Anonymity.Of(application).Mask(message) : message;
    }

    private bool IsOwn(ApplicationRow application) => Own is not null && application.OrganisationCode == Own;
}
