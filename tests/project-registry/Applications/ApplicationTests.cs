using Google.Protobuf.WellKnownTypes;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Applications;

public sealed class ApplicationTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Firm = RegistryFixture.FirstFirm;

    [Fact]
    public async Task A_draft_is_changed_by_mask_and_submitted_once_complete()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId, with: application => (application.Summary, application.Industry) = ("", ""));
        Assert.Equal((ApplicationState.Draft, Firm, "珩舟"), (draft.State, draft.OrganisationCode, draft.OrganisationName));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.Incomplete, registry.Firm(Firm).SubmitApplicationAsync(Step(draft)));

        var changed = await registry.Firm(Firm).UpdateApplicationAsync(new UpdateApplicationRequest
        {
            Application = new Application { ApplicationId = draft.ApplicationId, Summary = "建设数字化车间", Industry = "auto-parts", ContactName = "不在掩码中", Etag = draft.Etag },
            UpdateMask = new FieldMask { Paths = { "summary", "industry", "talent_needs" } },
        });
        Assert.Equal(("建设数字化车间", "auto-parts", "韩工", 0), (changed.Summary, changed.Industry, changed.ContactName, changed.TalentNeeds.Count));
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, registry.Firm(Firm).SubmitApplicationAsync(Step(draft)));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Firm(Firm).UpdateApplicationAsync(new UpdateApplicationRequest
        {
            Application = changed, UpdateMask = new FieldMask { Paths = { "state" } },
        }));

        var submitted = await registry.Firm(Firm).SubmitApplicationAsync(Step(changed));
        Assert.Equal(ApplicationState.Submitted, submitted.State);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Firm(Firm).SubmitApplicationAsync(Step(submitted)));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Firm(Firm).UpdateApplicationAsync(new UpdateApplicationRequest { Application = submitted }));
        Assert.Equal(2, await registry.ScalarAsync<int>("select state from application where application_id = @id::uuid", new { id = draft.ApplicationId }));
    }

    [Fact]
    public async Task A_name_is_taken_until_its_application_is_withdrawn()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await registry.Firm(Firm).CreateApplicationAsync(Request(journey.BatchId, "同名项目"));
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, registry.Firm(Firm).CreateApplicationAsync(Request(journey.BatchId, "同名项目")));
        var withdrawn = await registry.Firm(Firm).WithdrawApplicationAsync(Step(draft));
        Assert.Equal(ApplicationState.Withdrawn, withdrawn.State);
        await registry.Firm(Firm).CreateApplicationAsync(Request(journey.BatchId, "同名项目"));
    }

    [Fact]
    public async Task A_request_id_repeated_gives_the_first_answer_and_no_second_draft()
    {
        var journey = await Journey.OpenAsync(registry);
        var request = Request(journey.BatchId, "只有一个");
        request.RequestId = "r-1";
        var first = await registry.Firm(Firm).CreateApplicationAsync(request);
        Assert.Equal(first, await registry.Firm(Firm).CreateApplicationAsync(request));
        request.Application.Summary = "另一请求";
        await Refused.ByAsync(InvalidArgument, ErrorReason.RequestIdReused, registry.Firm(Firm).CreateApplicationAsync(request));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from application where batch_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task Nothing_is_created_or_submitted_outside_the_time_of_application()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await registry.Firm(Firm).CreateApplicationAsync(Request(journey.BatchId, "迟到的草稿", "auto-parts"));
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Firm(Firm).CreateApplicationAsync(Request(journey.BatchId, "更迟")));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Firm(Firm).SubmitApplicationAsync(Step(draft)));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.ImportAsync("applications-5.csv", journey.BatchId));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Firm(Firm).CreateApplicationAsync(Request(Guid.Empty.ToString(), "无此批次")));
    }

    [Fact]
    public async Task Withdrawal_after_the_ranking_voids_the_selection_and_leaves_the_seat_to_the_next()
    {
        var journey = await Journey.RankedAsync(registry);
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await registry.Firm(RegistryFixture.SecondFirm).WithdrawApplicationAsync(new ApplicationStepRequest { ApplicationId = journey.Applications[1].ApplicationId });
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.PublishNoticeAsync(journey.Step));
        var selection = await registry.Batches.SelectProjectsAsync(journey.Step);
        Assert.Equal([1, 3], selection.Selected.Select(place => place.Rank));
    }

    [Fact]
    public async Task Pages_of_a_list_follow_one_another_without_gap_or_repeat()
    {
        var journey = await Journey.OpenAsync(registry);
        var report = await registry.ImportAsync("applications-5.csv", journey.BatchId);
        var request = new ListApplicationsRequest { BatchId = journey.BatchId, PageSize = 2 };
        List<string> seen = [];
        do
        {
            var page = await registry.Applications.ListApplicationsAsync(request);
            seen.AddRange(page.Applications.Select(application => application.ApplicationId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(report.Ids, seen);
        request.PageToken = (await registry.Applications.ListApplicationsAsync(request)).NextPageToken;
        request.Industry = "auto-parts";
        await Refused.ByAsync(InvalidArgument, ErrorReason.PageTokenInvalid, registry.Applications.ListApplicationsAsync(request));
    }

    private static CreateApplicationRequest Request(string batchId, string name, string industry = "") => new()
    {
        BatchId = batchId,
        Application = new Application
        {
            ProjectName = name, OrganisationName = "珩舟", Industry = industry, ContactName = "韩工", ContactPhone = "0335-0000013",
            Summary = industry, TalentNeeds = { new TalentNeedLine { Title = "工程师", Headcount = 3 } },
        },
    };

    private static ApplicationStepRequest Step(Application application) => new() { ApplicationId = application.ApplicationId, Etag = application.Etag };
}
