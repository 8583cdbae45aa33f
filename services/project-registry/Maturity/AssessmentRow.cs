using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>An assessment as stored.</summary>
internal sealed class AssessmentRow
{
    public const string Columns = """
        assessment_id, organisation_code, organisation_name, industry, is_sme, questionnaire_number, state, answers, return_reason,
        dimension_scores, overall_score, level, sme_level, created_at, submitted_at, confirmed_at, version
        """;

    public Guid AssessmentId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Industry { get; init; } = "";

    public bool IsSme { get; init; }

    public int QuestionnaireNumber { get; init; }

    public AssessmentState State { get; init; }

    public short[] Answers { get; init; } = [];

    public string ReturnReason { get; init; } = "";

    public int[]? DimensionScores { get; init; }

    public int OverallScore { get; init; }

    public short Level { get; init; }

    public short SmeLevel { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public long Version { get; init; }

    /// <summary>A firm sees its own, officials what was submitted.</summary>
    public bool IsSeenBy(Caller caller) =>
        (caller.Is(Roles.Enterprise) && caller.OrganisationCode == OrganisationCode) || (caller.Is(Roles.Official) && State != AssessmentState.Draft);

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, also where the caller may not see it.</exception>
    public static async Task<AssessmentRow> ReadAsync(NpgsqlConnection connection, Guid id, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"select {Columns} from assessment where assessment_id = @id";
        var row = await connection.QuerySingleOrDefaultAsync<AssessmentRow>(new CommandDefinition(sql, new { id }, cancellationToken: cancellation));
        return row?.IsSeenBy(caller) == true ? row : throw MaturityErrors.NotFound.ToException();
    }

    public static async Task<AssessmentRow> ReadAsync(Change change, Guid id) =>
        (await change.QuerySingleOrDefaultAsync<AssessmentRow>($"select {Columns} from assessment where assessment_id = @id", new { id }))!;

    /// <summary>Locks what the caller may see, at the version that the caller read.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH.</exception>
    public static async Task<AssessmentRow> LockAsync(Change change, string assessmentId, string etag)
    {
        var id = Ids.Optional(assessmentId, "assessment_id") ?? throw MaturityErrors.NotFound.ToException();
        var row = await change.QuerySingleOrDefaultAsync<AssessmentRow>($"select {Columns} from assessment where assessment_id = @id for update", new { id });
        if (row?.IsSeenBy(change.Caller) != true)
        {
            throw MaturityErrors.NotFound.ToException();
        }

        Etag.Check(etag, row.Version);
        return row;
    }

    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public void MustBe(AssessmentState state)
    {
        if (State != state)
        {
            throw MaturityErrors.WrongState(State).ToException();
        }
    }

    public Assessment ToMessage(Questionnaire questionnaire) => new()
    {
        AssessmentId = AssessmentId.ToString(),
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Industry = Industry,
        IsSme = IsSme,
        QuestionnaireNumber = QuestionnaireNumber,
        State = State,
        Answers = { Maturity.Answers.ToMessages(questionnaire, Answers) },
        ReturnReason = ReturnReason,
        DimensionScores = { State == AssessmentState.Draft ? [] : Scores(questionnaire) },
        OverallScore = State == AssessmentState.Draft ? "" : Points.Exact(OverallScore),
        Level = Level,
        SmeLevel = SmeLevel,
        CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
        SubmitTime = SubmittedAt is { } submitted ? Timestamp.FromDateTimeOffset(submitted) : null,
        ConfirmTime = ConfirmedAt is { } confirmed ? Timestamp.FromDateTimeOffset(confirmed) : null,
        Etag = Etag.Of(Version),
    };

    private IEnumerable<DimensionScore> Scores(Questionnaire questionnaire) => questionnaire.Dimensions.Zip(DimensionScores!, (dimension, score) => new DimensionScore
    {
        Dimension = dimension.Dimension,
        Score = Points.Exact(score),
        Level = Levels.LevelOf(questionnaire.Levels, score),
    });
}
