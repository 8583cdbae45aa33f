using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>Levels, gap to a target, ranked path, peers and movement of a submitted assessment.</summary>
internal static class GetMaturityReport
{
    private const int HighestLevel = 5;

    public static async Task<MaturityReport> RunAsync(Store store, ServerCallContext call, GetMaturityReportRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await AssessmentRow.ReadAsync(connection, Guid.Parse(request.AssessmentId), Caller.Of(call), call.CancellationToken);
        if (row.State == AssessmentState.Draft)
        {
            throw MaturityErrors.NotSubmitted.ToException();
        }

        var questionnaire = await Questionnaires.ReadAsync(connection, row.QuestionnaireNumber, call.CancellationToken);
        var target = request.TargetLevel > 0 ? request.TargetLevel : Math.Min(row.Level + 1, HighestLevel);
        var targetScore = questionnaire.Levels[target - 1].FromScore;
        return new MaturityReport
        {
            Assessment = row.ToMessage(questionnaire),
            TargetLevel = target,
            Dimensions =
            {
                questionnaire.Dimensions.Zip(row.DimensionScores!, (dimension, score) => new DimensionGap
                {
                    Dimension = dimension.Dimension,
                    Score = Points.Exact(score),
                    Level = Levels.LevelOf(questionnaire.Levels, score),
                    Gap = Points.Exact(Math.Max(0, targetScore - score)),
                }),
            },
            Items = { Gaps(questionnaire, row, target) },
            Path = { TransformationPath.To(questionnaire, row.Answers, target) },
            Peers = await PeersAsync(connection, questionnaire, row, call.CancellationToken),
            Movement = await MovementAsync(connection, questionnaire, row, call.CancellationToken),
            BenefitSource = questionnaire.BenefitSource,
        };
    }

    private static IEnumerable<ItemGap> Gaps(Questionnaire questionnaire, AssessmentRow row, int target) => questionnaire.Dimensions
        .SelectMany(dimension => dimension.Items.Select(item => (dimension.Dimension, item.ItemId)))
        .Zip(row.Answers, (item, level) => new ItemGap { ItemId = item.ItemId, Dimension = item.Dimension, Level = level, Gap = Math.Max(0, target - level) });

    private static async Task<PeerMedians?> PeersAsync(NpgsqlConnection connection, Questionnaire questionnaire, AssessmentRow row, CancellationToken cancellation)
    {
        const string sql = """
            select distinct on (organisation_code) dimension_scores, overall_score
            from assessment
            where industry = @Industry and questionnaire_number = @QuestionnaireNumber and state >= 2 and organisation_code <> @OrganisationCode
            order by organisation_code, submitted_at desc, assessment_id desc
            limit 100000
            """;
        var peers = (await connection.QueryAsync<(int[] Dimensions, int Overall)>(new CommandDefinition(sql, row, cancellationToken: cancellation))).AsList();
        return Medians.OfPeers(peers, questionnaire.LeastPeers) is not { } medians ? null : new PeerMedians
        {
            FirmCount = peers.Count,
            OverallScore = Points.Exact(medians.Overall),
            DimensionScores =
            {
                questionnaire.Dimensions.Zip(medians.Dimensions, (dimension, score) => new DimensionScore
                {
                    Dimension = dimension.Dimension, Score = Points.Exact(score), Level = Levels.LevelOf(questionnaire.Levels, score),
                }),
            },
        };
    }

    private static async Task<Movement?> MovementAsync(NpgsqlConnection connection, Questionnaire questionnaire, AssessmentRow row, CancellationToken cancellation)
    {
        const string sql = $"""
            select {AssessmentRow.Columns} from assessment
            where organisation_code = @OrganisationCode and state >= 2 and submitted_at < @SubmittedAt
            order by submitted_at desc
            limit 1
            """;
        var before = await connection.QuerySingleOrDefaultAsync<AssessmentRow>(new CommandDefinition(sql, row, cancellationToken: cancellation));
        return before is null ? null : new Movement
        {
            PreviousAssessmentId = before.AssessmentId.ToString(),
            PreviousSubmitTime = Timestamp.FromDateTimeOffset(before.SubmittedAt!.Value),
            LevelChange = row.Level - before.Level,
            OverallChange = Points.Exact(row.OverallScore - before.OverallScore),
            Dimensions =
            {
                Movements.OfDimensions(
                    questionnaire, row.DimensionScores!, await Questionnaires.ReadAsync(connection, before.QuestionnaireNumber, cancellation), before.DimensionScores!),
            },
            Items = { Movements.OfItems(questionnaire, row.Answers, await Questionnaires.ReadAsync(connection, before.QuestionnaireNumber, cancellation), before.Answers) },
        };
    }
}
