using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Maturity;

public sealed class AssessmentTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task A_firm_answers_submits_and_is_confirmed_and_the_platform_knows_its_level()
    {
        var firm = await registry.FirmAsync(1);
        var draft = await registry.DraftAsync(firm);
        Assert.Equal((AssessmentState.Draft, "测试企业1", 1, 0), (draft.State, draft.OrganisationName, draft.QuestionnaireNumber, draft.Answers.Count));
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, registry.MaturityOf(firm).StartAssessmentAsync(new StartAssessmentRequest { Industry = "electronics" }));

        draft.Answers.Add(new ItemAnswer { ItemId = "equipment", Level = 3 });
        var saved = await registry.MaturityOf(firm).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = draft, UpdateMask = new FieldMask { Paths = { "answers" } } });
        Assert.Equal(("2", 1), (saved.Etag, saved.Answers.Count));
        var sentence = await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.MaturityOf(firm).SubmitAssessmentAsync(Step(saved)));
        Assert.Contains("数据采集与治理", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("设备联网", sentence, StringComparison.Ordinal);

        saved.Answers.Clear();
        saved.Answers.AddRange(Assessed.Items.Select(item => new ItemAnswer { ItemId = item, Level = 2 }));
        var full = await registry.MaturityOf(firm).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = saved });
        var submitted = await registry.MaturityOf(firm).SubmitAssessmentAsync(Step(full));
        Assert.Equal((AssessmentState.Submitted, "2.0000", 2, 2), (submitted.State, submitted.OverallScore, submitted.Level, submitted.SmeLevel));
        Assert.All(submitted.DimensionScores, dimension => Assert.Equal(("2.0000", 2), (dimension.Score, dimension.Level)));

        var confirmed = await registry.Maturity.ConfirmAssessmentAsync(Step(submitted));
        Assert.Equal(AssessmentState.Confirmed, confirmed.State);
        Assert.Equal(2, await registry.ScalarAsync<int>("select digital_level::int from firm where organisation_code = @firm", new { firm }));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from notification where topic = 'assessment.confirmed' and organisation_code = @firm", new { firm }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Maturity.ConfirmAssessmentAsync(Step(confirmed)));
    }

    [Fact]
    public async Task What_was_submitted_changes_no_more_in_code_or_in_the_schema()
    {
        var firm = await registry.FirmAsync(2);
        var submitted = await registry.SubmittedAsync(firm, 1);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.MaturityOf(firm).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = submitted }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.MaturityOf(firm).SubmitAssessmentAsync(Step(submitted)));
        var exception = await Assert.ThrowsAsync<PostgresException>(() => registry.ScalarAsync<int?>(
            "update assessment set level = 5 where assessment_id = @id::uuid", new { id = submitted.AssessmentId }));
        Assert.Equal("assessment_stays", exception.ConstraintName);
    }

    [Fact]
    public async Task A_returned_assessment_is_a_draft_again_with_the_reason()
    {
        var firm = await registry.FirmAsync(3);
        var submitted = await registry.SubmittedAsync(firm, 3);
        var returned = await registry.Maturity.ReturnAssessmentAsync(new ReturnAssessmentRequest { AssessmentId = submitted.AssessmentId, Reason = "设备联网比例请附依据" });
        Assert.Equal((AssessmentState.Draft, "设备联网比例请附依据", ""), (returned.State, returned.ReturnReason, returned.OverallScore));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from notification where topic = 'assessment.returned' and organisation_code = @firm", new { firm }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Maturity.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = submitted.AssessmentId }));
        var again = await registry.MaturityOf(firm).SubmitAssessmentAsync(Step(returned));
        Assert.Equal(("", "3.0000"), (again.ReturnReason, again.OverallScore));
    }

    [Fact]
    public async Task A_firm_sees_its_own_and_officials_see_what_was_submitted()
    {
        var (firm, other) = (await registry.FirmAsync(4), await registry.FirmAsync(5));
        var draft = await registry.DraftAsync(firm, "auto-parts");
        var submitted = await registry.SubmittedAsync(other, 2, "auto-parts");
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.MaturityOf(other).GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = draft.AssessmentId }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.MaturityOf(other).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = draft }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.MaturityOf(firm).GetMaturityReportAsync(new GetMaturityReportRequest { AssessmentId = submitted.AssessmentId }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Maturity.GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = draft.AssessmentId }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.MaturityOf(firm).GetMaturityReportAsync(new GetMaturityReportRequest { AssessmentId = draft.AssessmentId }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.MaturityOf(other).ConfirmAssessmentAsync(Step(submitted)));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.MaturityOf(other).GetAttainmentAsync(new GetAttainmentRequest()));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.Maturity.StartAssessmentAsync(new StartAssessmentRequest { Industry = "electronics" }));
        var list = new ListAssessmentsRequest { Industry = "auto-parts" };
        Assert.Equal([submitted.AssessmentId], (await registry.Maturity.ListAssessmentsAsync(list)).Assessments.Select(one => one.AssessmentId));
        Assert.Equal([draft.AssessmentId], (await registry.MaturityOf(firm).ListAssessmentsAsync(list)).Assessments.Select(one => one.AssessmentId));
    }

    [Fact]
    public async Task Bad_answers_are_refused_and_store_nothing()
    {
        var firm = await registry.FirmAsync(6);
        var draft = await registry.DraftAsync(firm);
        await RefusedAsync(ErrorReason.InvalidField, one => one.Answers.Add(new ItemAnswer { ItemId = "no-such-item", Level = 1 }));
        await RefusedAsync(ErrorReason.InvalidField, one => one.Answers.AddRange([new ItemAnswer { ItemId = "ai" }, new ItemAnswer { ItemId = "ai", Level = 1 }]));
        await RefusedAsync(ErrorReason.InvalidField, one => one.Answers.Add(new ItemAnswer { ItemId = "ai", Level = 6 }));
        await RefusedAsync(ErrorReason.IndustryUnknown, one => one.Industry = "fishery");
        Assert.Equal(draft, await registry.MaturityOf(firm).GetAssessmentAsync(new GetAssessmentRequest { AssessmentId = draft.AssessmentId }));
        await Refused.ByAsync(InvalidArgument, ErrorReason.IndustryUnknown, registry.MaturityOf(firm).StartAssessmentAsync(new StartAssessmentRequest { Industry = "fishery" }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.OrganisationUnknown, registry.MaturityOf("91130300MA99999999").StartAssessmentAsync(new StartAssessmentRequest { Industry = "electronics" }));

        Task RefusedAsync(ErrorReason reason, Action<Assessment> with)
        {
            var one = draft.Clone();
            with(one);
            return Refused.ByAsync(InvalidArgument, reason, registry.MaturityOf(firm).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = one }));
        }
    }

    [Fact]
    public async Task Two_colleagues_who_fill_in_at_once_do_not_overwrite_each_other()
    {
        var firm = await registry.FirmAsync(7);
        var draft = await registry.DraftAsync(firm);
        await registry.MaturityOf(firm).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = draft });
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, registry.MaturityOf(firm).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = draft }));
    }

    private static AssessmentStepRequest Step(Assessment assessment) => new() { AssessmentId = assessment.AssessmentId, Etag = assessment.Etag };
}
