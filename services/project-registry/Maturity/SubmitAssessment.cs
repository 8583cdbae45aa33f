using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>DRAFT → SUBMITTED: every item is answered; scores and levels are computed and kept.</summary>
internal static class SubmitAssessment
{
    public static Task<Assessment> RunAsync(Store store, ServerCallContext call, AssessmentStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await AssessmentRow.LockAsync(change, request.AssessmentId, request.Etag);
            row.MustBe(AssessmentState.Draft);
            var questionnaire = await Questionnaires.ReadAsync(change, row.QuestionnaireNumber);
            Answers.CheckComplete(questionnaire, row.Answers);
            var score = Levels.Of(questionnaire, row.Answers);
            const string sql = """
                update assessment set state = @submitted, submitted_at = @Now, return_reason = '', dimension_scores = @dimensions, overall_score = @Overall,
                    level = @level, sme_level = @smeLevel, version = version + 1
                where assessment_id = @AssessmentId
                """;
            await change.ExecuteAsync(sql, new
            {
                submitted = (short)AssessmentState.Submitted, change.Now, dimensions = score.Dimensions.ToArray(), score.Overall,
                level = (short)score.Level, smeLevel = (short)score.SmeLevel, row.AssessmentId,
            });
            change.Audit("assessment.submit", "assessment", request.AssessmentId, new { score.Level });
            return (await AssessmentRow.ReadAsync(change, row.AssessmentId)).ToMessage(questionnaire);
        });
}
