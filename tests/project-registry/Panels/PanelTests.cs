using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Panels;

public sealed class PanelTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task Who_has_filed_discusses_revises_and_the_batch_waits_for_the_summary()
    {
        var journey = await Journey.UnderReviewAsync(registry);
        var id = journey.Applications[0].ApplicationId;
        await FileAllAsync(journey, "reviewer-1", 90);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ScoresMissing, OpenAsync(id));
        await registry.ReviewsBy("reviewer-2").FileReviewAsync(journey.Sheet(id, 30));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.PanelsOf("reviewer-1").OpenPanelAsync(new OpenPanelRequest { ApplicationId = id, Reason = "分歧" }));
        var panel = await OpenAsync(id);
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, OpenAsync(id));
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*)::int from notification where topic = 'panel.opened' and link = @link", new { link = $"/panels/{panel.PanelId}" }));

        // Assigned, but not filed: the panel does not exist for reviewer-3, nor do the others' scores.
        await HiddenFromAsync(registry.PanelsOf("reviewer-3"), panel.PanelId);
        await HiddenFromAsync(registry.PanelsOf("stranger"), panel.PanelId);
        Assert.Empty((await registry.PanelsOf("reviewer-3").ListPanelsAsync(new ListPanelsRequest { BatchId = journey.BatchId })).Panels);
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, new PanelService.PanelServiceClient(registry.Enterprise(RegistryFixture.FirstFirm)).GetPanelAsync(new GetPanelRequest { PanelId = panel.PanelId }));

        var member = registry.PanelsOf("reviewer-2");
        var shown = await member.GetPanelAsync(new GetPanelRequest { PanelId = panel.PanelId });
        Assert.Equal([("专家1", false, "90.00"), ("专家2", true, "30.00")], shown.Sheets.Select(sheet => (sheet.Author, sheet.Own, sheet.Total)));
        await member.PostPanelMessageAsync(new PostPanelMessageRequest { PanelId = panel.PanelId, Text = "我误读了试验数据" });
        await registry.Panels.PostPanelMessageAsync(new PostPanelMessageRequest { PanelId = panel.PanelId, Text = "请各位复核" });
        var messages = (await registry.PanelsOf("reviewer-1").ListPanelMessagesAsync(new ListPanelMessagesRequest { PanelId = panel.PanelId })).Messages;
        Assert.Equal([("专家2", "我误读了试验数据", false), ("工作人员", "请各位复核", true)], messages.Select(message => (message.Author, message.Text, message.ByOfficial)));

        var revised = await registry.ReviewsBy("reviewer-2").FileReviewAsync(new FileReviewRequest(journey.Sheet(id, 80)) { Etag = "1" });
        Assert.Equal(2, revised.Version);
        var versions = await registry.Scoring.ListReviewVersionsAsync(new ListReviewVersionsRequest { ReviewId = revised.ReviewId });
        Assert.Equal([30, 80], versions.Versions.Select(version => version.Scores[0].Points));

        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.PanelOpen, registry.Batches.RankBatchAsync(journey.Step));
        Assert.Contains(journey.Applications[0].ProjectName, sentence, StringComparison.Ordinal);
        Assert.Equal(BatchState.UnderReview, (await journey.BatchAsync()).State);
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, member.ClosePanelAsync(new ClosePanelRequest { PanelId = panel.PanelId, Summary = "越权" }));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Panels.ClosePanelAsync(new ClosePanelRequest { PanelId = panel.PanelId }));
        var closed = await registry.Panels.ClosePanelAsync(new ClosePanelRequest { PanelId = panel.PanelId, Summary = "分歧已消除" });
        Assert.Equal((PanelState.Closed, "分歧已消除"), (closed.State, closed.Summary));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, member.PostPanelMessageAsync(new PostPanelMessageRequest { PanelId = panel.PanelId, Text = "还有一点" }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ReviewFiled, registry.ReviewsBy("reviewer-2").FileReviewAsync(journey.Sheet(id, 10)));
        var ranking = await registry.Batches.RankBatchAsync(journey.Step);
        Assert.Contains("85.0000", ranking.Applications.Where(place => place.ApplicationId == id).Select(place => place.TotalScore));
    }

    [Fact]
    public async Task In_an_anonymous_batch_members_have_numbers_and_officials_read_names()
    {
        var journey = await Journey.UnderReviewAsync(registry, batch => batch.AnonymousReview = true);
        var id = journey.Applications[1].ApplicationId;
        foreach (var reviewer in new[] { "reviewer-3", "reviewer-1" })
        {
            await registry.ReviewsBy(reviewer).FileReviewAsync(journey.Sheet(id, 50));
        }

        var panel = await OpenAsync(id);
        await registry.PanelsOf("reviewer-1").PostPanelMessageAsync(new PostPanelMessageRequest { PanelId = panel.PanelId, Text = "同意" });
        Assert.Equal(["评审专家 1", "评审专家 2"], (await registry.PanelsOf("reviewer-3").GetPanelAsync(new GetPanelRequest { PanelId = panel.PanelId })).Sheets.Select(sheet => sheet.Author));
        Assert.Equal(["专家3", "专家1"], (await registry.Panels.GetPanelAsync(new GetPanelRequest { PanelId = panel.PanelId })).Sheets.Select(sheet => sheet.Author));
        Assert.Equal("评审专家 2", (await registry.PanelsOf("reviewer-3").ListPanelMessagesAsync(new ListPanelMessagesRequest { PanelId = panel.PanelId })).Messages[0].Author);
        // Removed from the batch, a reviewer is no member any more.
        await registry.Scoring.ExcludeReviewerAsync(new ExcludeReviewerRequest { BatchId = journey.BatchId, ReviewerId = "reviewer-3", Reason = "利益关系" });
        await HiddenFromAsync(registry.PanelsOf("reviewer-3"), panel.PanelId);
    }

    private static async Task HiddenFromAsync(PanelService.PanelServiceClient outsider, string panelId)
    {
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, outsider.GetPanelAsync(new GetPanelRequest { PanelId = panelId }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, outsider.ListPanelMessagesAsync(new ListPanelMessagesRequest { PanelId = panelId }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, outsider.PostPanelMessageAsync(new PostPanelMessageRequest { PanelId = panelId, Text = "听得到吗" }));
    }

    private Task<Panel> OpenAsync(string application) => registry.Panels.OpenPanelAsync(new OpenPanelRequest { ApplicationId = application, Reason = "评分分歧较大" }).ResponseAsync;

    private async Task FileAllAsync(Journey journey, string reviewer, int points)
    {
        foreach (var application in journey.Applications)
        {
            await registry.ReviewsBy(reviewer).FileReviewAsync(journey.Sheet(application.ApplicationId, points));
        }
    }
}
