using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>A pair of application and reviewer as stored.</summary>
internal sealed class AssignmentRow
{
    public Guid ApplicationId { get; init; }

    public string ReviewerId { get; init; } = "";

    public Guid BatchId { get; init; }

    public AssignmentState State { get; init; }

    public int Fit { get; init; }

    public bool Manual { get; init; }

    public string PublishedBy { get; init; } = "";

    public string Reason { get; init; } = "";

    public DateTimeOffset? ReopenedAt { get; init; }

    public string ReopenReason { get; init; } = "";

    /// <summary>Whether a sheet of the pair is filed, counted or not.</summary>
    public bool Filed { get; init; }

    public bool IsStanding => State is AssignmentState.Proposed or AssignmentState.Published;

    public const string Select = """
        select s.application_id, s.reviewer_id, s.batch_id, s.state, s.fit, s.manual, s.published_by, s.reason, s.reopened_at, s.reopen_reason,
            exists (select from review r where r.application_id = s.application_id and r.reviewer_id = s.reviewer_id) as filed
        from assignment s
        """;

    public static Task<AssignmentRow?> ReadAsync(Change change, Guid applicationId, string reviewerId) =>
        change.QuerySingleOrDefaultAsync<AssignmentRow>($"{Select} where s.application_id = @applicationId and s.reviewer_id = @reviewerId", new { applicationId, reviewerId });

    public static Task EndAsync(Change change, Guid applicationId, string reviewerId, AssignmentState state, string reason)
    {
        const string sql = """
            update assignment set state = @state, reason = @reason, reopened_at = null
            where application_id = @applicationId and reviewer_id = @reviewerId
            """;
        return change.ExecuteAsync(sql, new { state = (short)state, reason, applicationId, reviewerId });
    }
}
