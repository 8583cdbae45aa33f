using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Maturity;

public sealed class MaturityReportTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task The_report_shows_gap_and_path_to_the_next_level_or_the_one_asked_for()
    {
        var firm = await registry.FirmAsync(1);
        var submitted = await registry.SubmittedAsync(firm, 2, except: [("equipment", 4), ("strategy", 1)]);
        var report = await ReportAsync(firm, submitted);
        Assert.Equal((3, MaturityDimension.Technology, "2.5000", "0.3000"), (report.TargetLevel, report.Dimensions[0].Dimension, report.Dimensions[0].Score, report.Dimensions[0].Gap));
        Assert.Equal(0, report.Items.Single(item => item.ItemId == "equipment").Gap);
        Assert.Equal(2, report.Items.Single(item => item.ItemId == "strategy").Gap);
        Assert.Equal(14, report.Path.Count);
        Assert.Equal(Enumerable.Range(1, 14), report.Path.Select(step => step.Position));
        Assert.Contains("17.6%", report.BenefitSource, StringComparison.Ordinal);
        Assert.Null(report.Movement);

        var asOfficial = await registry.Maturity.GetMaturityReportAsync(new GetMaturityReportRequest { AssessmentId = submitted.AssessmentId, TargetLevel = 5 });
        Assert.Equal((5, 15, "2.3000"), (asOfficial.TargetLevel, asOfficial.Path.Count, asOfficial.Dimensions[0].Gap));
    }

    [Fact]
    public async Task Medians_of_peers_appear_with_five_other_firms_of_the_industry_and_count_each_by_its_last_assessment()
    {
        var firm = await registry.FirmAsync(10);
        var own = await registry.SubmittedAsync(firm, 3, "life-health");
        for (var i = 0; i < 4; i++)
        {
            await registry.SubmittedAsync(await registry.FirmAsync(11 + i), i, "life-health");
        }

        await registry.SubmittedAsync(await registry.FirmAsync(16), 5, "new-materials");
        await registry.SubmittedAsync(await registry.FirmAsync(11), 1, "life-health"); // The same firm again: still four.
        Assert.Null((await ReportAsync(firm, own)).Peers);

        await registry.SubmittedAsync(await registry.FirmAsync(15), 4, "life-health");
        var peers = (await ReportAsync(firm, own)).Peers;
        Assert.Equal((5, "2.0000"), (peers.FirmCount, peers.OverallScore)); // Of 1, 1, 2, 3 and 4.
        Assert.All(peers.DimensionScores, dimension => Assert.Equal("2.0000", dimension.Score));
    }

    [Fact]
    public async Task A_new_assessment_begins_with_the_last_answers_and_shows_the_movement()
    {
        var firm = await registry.FirmAsync(20);
        var first = await registry.SubmittedAsync(firm, 2);
        var draft = await registry.DraftAsync(firm);
        Assert.Equal(first.Answers, draft.Answers);
        draft.Answers.Single(answer => answer.ItemId == "platform").Level = 4;
        draft.Answers.Single(answer => answer.ItemId == "security").Level = 1;
        await registry.MaturityOf(firm).UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = draft });
        var second = await registry.MaturityOf(firm).SubmitAssessmentAsync(new AssessmentStepRequest { AssessmentId = draft.AssessmentId });

        var movement = (await ReportAsync(firm, second)).Movement;
        Assert.Equal((first.AssessmentId, first.SubmitTime, 0), (movement.PreviousAssessmentId, movement.PreviousSubmitTime, movement.LevelChange));
        Assert.Equal("0.1150", movement.OverallChange); // 0.40 × 0.40 − 0.15 × 0.30.
        Assert.Equal(["0.4000", "0.0000", "-0.1500"], movement.Dimensions.Select(dimension => dimension.Change));
        Assert.Equal([("platform", 2), ("security", -1)], movement.Items.Select(item => (item.ItemId, item.Change)));
        Assert.Null((await ReportAsync(firm, first)).Movement);
    }

    private Task<MaturityReport> ReportAsync(string firm, Assessment assessment) =>
        registry.MaturityOf(firm).GetMaturityReportAsync(new GetMaturityReportRequest { AssessmentId = assessment.AssessmentId }).ResponseAsync;
}
