using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>SUBMITTED → DRAFT: the firm is told why and answers again.</summary>
internal static class ReturnAssessment
{
    public static Task<Assessment> RunAsync(Store store, ServerCallContext call, ReturnAssessmentRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await AssessmentRow.LockAsync(change, request.AssessmentId, request.Etag);
            row.MustBe(AssessmentState.Submitted);
            await MoveAsync(change, row, request.Reason);
            Notify.Organisation(change, row.OrganisationCode, new Message(
                "assessment.returned",
                $"本企业的数智化水平评估被退回：{request.Reason}",
                $"The firm's maturity assessment was returned: {request.Reason}",
                $"/maturity/{row.AssessmentId}"));
            change.Audit("assessment.return", "assessment", request.AssessmentId);
            return (await AssessmentRow.ReadAsync(change, row.AssessmentId)).ToMessage(await Questionnaires.ReadAsync(change, row.QuestionnaireNumber));
        });

    private static async Task MoveAsync(Change change, AssessmentRow row, string reason)
    {
        const string sql = """
            update assessment set state = @draft, submitted_at = null, return_reason = @reason, dimension_scores = null, overall_score = null,
                level = null, sme_level = null, version = version + 1
            where assessment_id = @AssessmentId
            """;
        try
        {
            await change.ExecuteAsync(sql, new { draft = (short)AssessmentState.Draft, reason, row.AssessmentId });
        }
        catch (PostgresException exception) when (exception.Violates("assessment_one_draft"))
        {
            throw MaturityErrors.NewerDraft.ToException();
        }
    }
}
