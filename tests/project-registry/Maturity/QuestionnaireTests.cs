using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Maturity;

public sealed class QuestionnaireTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task A_published_questionnaire_applies_from_its_day_on_and_old_assessments_keep_theirs()
    {
        var firm = await registry.FirmAsync(30);
        var before = await registry.SubmittedAsync(firm, 2);
        var present = await registry.Maturity.GetQuestionnaireAsync(new GetQuestionnaireRequest());
        Assert.Equal((1, 15), (present.Number, present.Dimensions.Sum(dimension => dimension.Items.Count)));

        var next = present.Clone();
        next.EffectiveFrom = CityDays.Text(CityDays.Of(registry.Clock.GetUtcNow()).AddDays(3));
        next.Dimensions[0].Items[0].ItemId = "equipment-2027";
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.MaturityOf(firm).PublishQuestionnaireAsync(new PublishQuestionnaireRequest { Questionnaire = next }));
        var broken = next.Clone();
        broken.Dimensions[0].Weight = 50;
        await Refused.ByAsync(InvalidArgument, ErrorReason.WeightsNot100, registry.Maturity.PublishQuestionnaireAsync(new PublishQuestionnaireRequest { Questionnaire = broken }));
        broken = next.Clone();
        broken.EffectiveFrom = "2024-01-01";
        await Refused.ByAsync(InvalidArgument, ErrorReason.PastDate, registry.Maturity.PublishQuestionnaireAsync(new PublishQuestionnaireRequest { Questionnaire = broken }));
        var published = await registry.Maturity.PublishQuestionnaireAsync(new PublishQuestionnaireRequest { Questionnaire = next, RequestId = "publish-2" });
        Assert.Equal(2, published.Number);
        Assert.Equal(published, await registry.Maturity.PublishQuestionnaireAsync(new PublishQuestionnaireRequest { Questionnaire = next, RequestId = "publish-2" }));

        Assert.Equal(1, (await registry.Maturity.GetQuestionnaireAsync(new GetQuestionnaireRequest())).Number);
        registry.Clock.Move(TimeSpan.FromDays(3));
        Assert.Equal(2, (await registry.Maturity.GetQuestionnaireAsync(new GetQuestionnaireRequest())).Number);
        var draft = await registry.DraftAsync(firm);
        Assert.Equal((2, 0), (draft.QuestionnaireNumber, draft.Answers.Count));
        draft.Answers.AddRange(published.Dimensions.SelectMany(dimension => dimension.Items).Select(item => new ItemAnswer { ItemId = item.ItemId, Level = 3 }));
        await registry.MaturityOf(firm).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = draft });
        var after = await registry.MaturityOf(firm).SubmitAssessmentAsync(new AssessmentStepRequest { AssessmentId = draft.AssessmentId });
        var movement = (await ReportAsync(firm, after)).Movement;
        Assert.Equal(("1.0000", 14), (movement.OverallChange, movement.Items.Count)); // The new item has nothing to compare with.
        Assert.Equal("equipment", (await ReportAsync(firm, before)).Items[0].ItemId);

        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Maturity.GetQuestionnaireAsync(new GetQuestionnaireRequest { Number = 9 }));
        var exception = await Assert.ThrowsAsync<PostgresException>(() => registry.ScalarAsync<int?>("update questionnaire set effective_from = '2030-01-01' where number = 2"));
        Assert.Equal("questionnaire_stays", exception.ConstraintName);
    }

    private Task<MaturityReport> ReportAsync(string firm, Assessment assessment) =>
        registry.MaturityOf(firm).GetMaturityReportAsync(new GetMaturityReportRequest { AssessmentId = assessment.AssessmentId }).ResponseAsync;
}
