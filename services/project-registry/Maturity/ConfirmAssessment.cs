using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>SUBMITTED → CONFIRMED: officials vouch for the levels, and the platform knows the firm by its digital level.</summary>
internal static class ConfirmAssessment
{
    public static Task<Assessment> RunAsync(Store store, ServerCallContext call, AssessmentStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await AssessmentRow.LockAsync(change, request.AssessmentId, request.Etag);
            row.MustBe(AssessmentState.Submitted);
            const string sql = "update assessment set state = @confirmed, confirmed_at = @Now, version = version + 1 where assessment_id = @AssessmentId";
            await change.ExecuteAsync(sql, new { confirmed = (short)AssessmentState.Confirmed, change.Now, row.AssessmentId });
            await KnowLevelAsync(change, row);
            Notify.Organisation(change, row.OrganisationCode, new Message(
                "assessment.confirmed",
                "本企业的数智化水平评估已确认。",
                "The firm's maturity assessment was confirmed.",
                $"/maturity/{row.AssessmentId}"));
            change.Audit("assessment.confirm", "assessment", request.AssessmentId, new { row.Level });
            return (await AssessmentRow.ReadAsync(change, row.AssessmentId)).ToMessage(await Questionnaires.ReadAsync(change, row.QuestionnaireNumber));
        });

    private static Task KnowLevelAsync(Change change, AssessmentRow row)
    {
        const string sql = """
            insert into firm (organisation_code, digital_level) values (@OrganisationCode, @SmeLevel)
            on conflict (organisation_code) do update set digital_level = excluded.digital_level, version = firm.version + 1
            """;
        return change.ExecuteAsync(sql, new { row.OrganisationCode, row.SmeLevel });
    }
}
