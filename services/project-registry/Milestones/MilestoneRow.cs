using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Milestones;

/// <summary>A stored milestone.</summary>
internal sealed class MilestoneRow
{
    public const string Columns = """
        milestone_id, project_id, title, due_day, weight, state, pending_title, pending_due_day, pending_weight, pending_reason,
        completion_note, official_comment, completed_at, confirmed_at, version
        """;

    public Guid MilestoneId { get; init; }

    public Guid ProjectId { get; init; }

    public string Title { get; init; } = "";

    public DateOnly DueDay { get; init; }

    public int Weight { get; init; }

    public MilestoneState State { get; init; }

    public string? PendingTitle { get; init; }

    public DateOnly? PendingDueDay { get; init; }

    public int? PendingWeight { get; init; }

    public string? PendingReason { get; init; }

    public string CompletionNote { get; init; } = "";

    public string OfficialComment { get; init; } = "";

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public long Version { get; init; }

    public bool HasPending => PendingTitle is not null;

    /// <summary>The project that a milestone belongs to, to be locked before the milestone is read.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<Guid> ProjectOfAsync(Change change, string milestoneId) =>
        await change.QuerySingleOrDefaultAsync<Guid?>("select project_id from milestone where milestone_id = @id", new { id = Guid.Parse(milestoneId) })
        ?? throw MilestoneErrors.NotFound.ToException();

    public static async Task<MilestoneRow> ReadAsync(Change change, Guid id) =>
        await change.QuerySingleOrDefaultAsync<MilestoneRow>($"select {Columns} from milestone where milestone_id = @id", new { id })
        ?? throw MilestoneErrors.NotFound.ToException();

    public Milestone ToMessage(DateOnly today)
    {
        var overdue = State == MilestoneState.Planned && DueDay < today;
        return new Milestone
        {
            MilestoneId = MilestoneId.ToString(),
            ProjectId = ProjectId.ToString(),
            Title = Title,
            DueDay = CityDays.Text(DueDay),
            Weight = Weight,
            State = overdue ? MilestoneState.Overdue : State,
            DaysOverdue = overdue ? today.DayNumber - DueDay.DayNumber : 0,
            Pending = HasPending
                ? new MilestoneChange { Title = PendingTitle, DueDay = CityDays.Text(PendingDueDay!.Value), Weight = PendingWeight!.Value, Reason = PendingReason }
                : null,
            CompletionNote = CompletionNote,
            Comment = OfficialComment,
            CompleteTime = CompletedAt?.ToTimestamp(),
            ConfirmTime = ConfirmedAt?.ToTimestamp(),
            Etag = Etag.Of(Version),
        };
    }
}
