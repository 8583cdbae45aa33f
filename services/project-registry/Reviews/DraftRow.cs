using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>An unfinished sheet as stored; a criterion that is not scored yet is −1.</summary>
internal sealed class DraftRow
{
    public Guid ApplicationId { get; init; }

    public short[] Points { get; init; } = [];

    public string[] Justifications { get; init; } = [];

    public string Comment { get; init; } = "";

    public DateTimeOffset SavedAt { get; init; }

    public long Version { get; init; }

    public const string Columns = """
        application_id, array(select coalesce(p.points, -1::smallint) from unnest(points) with ordinality as p (points, position) order by p.position) as points,
        justifications, comment, saved_at, version
        """;

    private const string Sql = $"select {Columns} from review_draft where application_id = @applicationId and reviewer_id = @reviewerId";

    public static Task<DraftRow?> FindAsync(Change change, Guid applicationId, string reviewerId) =>
        change.QuerySingleOrDefaultAsync<DraftRow>(Sql, new { applicationId, reviewerId });

    public static Task<DraftRow?> FindAsync(NpgsqlConnection connection, Guid applicationId, string reviewerId, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<DraftRow>(new CommandDefinition(Sql, new { applicationId, reviewerId }, cancellationToken: cancellation));

    public ReviewDraft ToMessage(IReadOnlyList<string> criterionIds)
    {
        var draft = new ReviewDraft { ApplicationId = ApplicationId.ToString(), Comment = Comment, SaveTime = Timestamp.FromDateTimeOffset(SavedAt), Etag = Etag.Of(Version) };
        foreach (var (i, id) in criterionIds.Index())
        {
            var score = new DraftScore { CriterionId = id, Justification = Justifications.Length > i ? Justifications[i] : "" };
            if (Points.Length > i && Points[i] >= 0)
            {
                score.Points = Points[i];
            }

            draft.Scores.Add(score);
        }

        return draft;
    }
}
