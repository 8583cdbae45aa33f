using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>Who may call what of questionnaires and assessments; a firm sees its own, officials what was submitted.</summary>
public sealed class MaturityGrpc(Store store, Catalogue catalogue, TimeProvider clock) : MaturityService.MaturityServiceBase
{
    private const string Readers = $"{Roles.Official},{Roles.Enterprise}";

    [Authorize]
    public override async Task<Questionnaire> GetQuestionnaire(GetQuestionnaireRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        return request.Number == 0
            ? await Questionnaires.PresentAsync(connection, CityDays.Of(clock.GetUtcNow()), context.CancellationToken)
            : await Questionnaires.ReadAsync(connection, request.Number, context.CancellationToken);
    }

    [Authorize(Roles = Roles.Official)]
    public override Task<Questionnaire> PublishQuestionnaire(PublishQuestionnaireRequest request, ServerCallContext context) =>
        Maturity.PublishQuestionnaire.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Assessment> StartAssessment(StartAssessmentRequest request, ServerCallContext context) =>
        Maturity.StartAssessment.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Assessment> UpdateAssessment(UpdateAssessmentRequest request, ServerCallContext context) =>
        Maturity.UpdateAssessment.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Assessment> SubmitAssessment(AssessmentStepRequest request, ServerCallContext context) =>
        Maturity.SubmitAssessment.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Assessment> ConfirmAssessment(AssessmentStepRequest request, ServerCallContext context) =>
        Maturity.ConfirmAssessment.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Assessment> ReturnAssessment(ReturnAssessmentRequest request, ServerCallContext context) =>
        Maturity.ReturnAssessment.RunAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override async Task<Assessment> GetAssessment(GetAssessmentRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        var row = await AssessmentRow.ReadAsync(connection, Guid.Parse(request.AssessmentId), Caller.Of(context), context.CancellationToken);
        return row.ToMessage(await Questionnaires.ReadAsync(connection, row.QuestionnaireNumber, context.CancellationToken));
    }

    [Authorize(Roles = Readers)]
    public override Task<ListAssessmentsResponse> ListAssessments(ListAssessmentsRequest request, ServerCallContext context) =>
        Maturity.ListAssessments.RunAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override Task<MaturityReport> GetMaturityReport(GetMaturityReportRequest request, ServerCallContext context) =>
        Maturity.GetMaturityReport.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Attainment> GetAttainment(GetAttainmentRequest request, ServerCallContext context) =>
        Maturity.GetAttainment.RunAsync(store, clock, context);
}
