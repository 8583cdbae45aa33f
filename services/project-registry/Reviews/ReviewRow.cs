using Google.Protobuf.WellKnownTypes;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>A score sheet as stored: points in the order of the rubric.</summary>
internal sealed class ReviewRow
{
    public Guid ReviewId { get; init; }

    public Guid ApplicationId { get; init; }

    public string ReviewerId { get; init; } = "";

    public short[] Points { get; init; } = [];

    public string Comment { get; init; } = "";

    public DateTimeOffset FiledAt { get; init; }

    public Review ToMessage(IReadOnlyList<string> criterionIds) => new()
    {
        ReviewId = ReviewId.ToString(),
        ApplicationId = ApplicationId.ToString(),
        ReviewerId = ReviewerId,
        Scores = { criterionIds.Zip(Points, (id, points) => new Score { CriterionId = id, Points = points }) },
        Comment = Comment,
        FileTime = Timestamp.FromDateTimeOffset(FiledAt),
    };
}
