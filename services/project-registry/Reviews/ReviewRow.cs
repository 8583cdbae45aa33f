using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>A score sheet as stored: points and justifications in the order of the rubric.</summary>
internal sealed class ReviewRow
{
    public Guid ReviewId { get; init; }

    public Guid ApplicationId { get; init; }

    public string ReviewerId { get; init; } = "";

    public short[] Points { get; init; } = [];

    public string[] Justifications { get; init; } = [];

    public string Comment { get; init; } = "";

    public DateTimeOffset FiledAt { get; init; }

    public int Version { get; init; }

    public DateTimeOffset? ExcludedAt { get; init; }

    public string ExclusionReason { get; init; } = "";

    /// <summary>Read in lists only.</summary>
    public string? ReviewerName { get; init; }

    public const string Columns = "review_id, application_id, reviewer_id, points, justifications, comment, filed_at, version, excluded_at, exclusion_reason";

    /// <summary>The counted sheet of a reviewer; null where none is filed.</summary>
    public static Task<ReviewRow?> FindAsync(Change change, Guid applicationId, string reviewerId) => change.QuerySingleOrDefaultAsync<ReviewRow>(
        $"select {Columns} from review where application_id = @applicationId and reviewer_id = @reviewerId and excluded_at is null", new { applicationId, reviewerId });

    public IEnumerable<Score> Scores(IReadOnlyList<string> criterionIds) => criterionIds.Select((id, i) => new Score
    {
        CriterionId = id,
        Points = Points[i],
        Justification = Justifications.Length > i ? Justifications[i] : "",
    });

    public Review ToMessage(IReadOnlyList<string> criterionIds) => new()
    {
        ReviewId = ReviewId.ToString(),
        ApplicationId = ApplicationId.ToString(),
        ReviewerId = ReviewerId,
        Scores = { Scores(criterionIds) },
        Comment = Comment,
        FileTime = Timestamp.FromDateTimeOffset(FiledAt),
        Etag = Etag.Of(Version),
        Version = Version,
        ExcludeTime = ExcludedAt is { } excluded ? Timestamp.FromDateTimeOffset(excluded) : null,
        ExclusionReason = ExclusionReason,
        ReviewerName = ReviewerName ?? "",
    };
}
