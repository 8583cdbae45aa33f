using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>Changes a draft.</summary>
internal static class UpdateAssessment
{
    private static readonly IReadOnlyList<string> Changeable = ["industry", "is_sme", "answers"];

    public static Task<Assessment> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, UpdateAssessmentRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var wanted = request.Assessment;
            var row = await AssessmentRow.LockAsync(change, wanted.AssessmentId, wanted.Etag);
            row.MustBe(AssessmentState.Draft);
            var paths = request.UpdateMask is { Paths.Count: > 0 } ? request.UpdateMask.Paths : [.. Changeable];
            if (paths.FirstOrDefault(path => !Changeable.Contains(path)) is { } unknown)
            {
                throw MaturityErrors.MaskUnknown(unknown).ToException();
            }

            var questionnaire = await Questionnaires.ReadAsync(change, row.QuestionnaireNumber);
            var industry = paths.Contains("industry") ? wanted.Industry : row.Industry;
            if (catalogue.Industries.FindByCode(industry) is null)
            {
                throw MaturityErrors.IndustryUnknown(industry).ToException();
            }

            const string sql = """
                update assessment set industry = @industry, is_sme = @isSme, answers = @answers, version = version + 1
                where assessment_id = @AssessmentId
                """;
            await change.ExecuteAsync(sql, new
            {
                industry,
                isSme = paths.Contains("is_sme") ? wanted.IsSme : row.IsSme,
                answers = paths.Contains("answers") ? Answers.Read(questionnaire, wanted.Answers) : row.Answers,
                row.AssessmentId,
            });
            change.Audit("assessment.update", "assessment", wanted.AssessmentId);
            return (await AssessmentRow.ReadAsync(change, row.AssessmentId)).ToMessage(questionnaire);
        });
}
