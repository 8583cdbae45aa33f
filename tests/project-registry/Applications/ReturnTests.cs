using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Tests.Files;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Applications;

/// <summary>Return for correction, versions and their differences. A class of its own, as its tests move the clock.</summary>
public sealed class ReturnTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Firm = RegistryFixture.FirstFirm;

    private ApplicationService.ApplicationServiceClient Own => registry.Firm(Firm);

    [Fact]
    public async Task A_returned_application_is_corrected_unseen_and_checked_again()
    {
        var (journey, submitted) = await InFormalCheckAsync();
        var returned = await ReturnAsync(submitted);
        Assert.Equal(ApplicationState.Returned, returned.State);
        Assert.Equal("sections.budget", Assert.Single(returned.CurrentReturn.Comments).Field);
        Assert.True(await registry.ScalarAsync<bool>(
            "select exists (select from notification where organisation_code = @Firm and topic = 'application.returned' and link = '/applications/' || @id)", new { Firm, id = submitted.ApplicationId }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.StartReviewAsync(journey.Step));

        var mine = await ReadAsync(Own, submitted);
        mine.Summary = "补正后的简介";
        mine.ProjectName = "补正后的名称";
        mine.Sections.Budget[0].Note = "三台机床";
        mine = await Drafts.UpdateAsync(registry, mine);
        Assert.Equal("补正后的简介", (await ReadAsync(Own, submitted)).Summary);
        var seen = await ReadAsync(registry.Applications, submitted);
        Assert.Equal((submitted.Summary, submitted.ProjectName, submitted.Sections), (seen.Summary, seen.ProjectName, seen.Sections));

        var again = await Drafts.SubmitAsync(registry, mine);
        Assert.Equal((ApplicationState.FormalCheck, "补正后的简介", submitted.SubmitTime), (again.State, again.Summary, again.SubmitTime));
        Assert.Equal("补正后的名称", (await ReadAsync(registry.Applications, submitted)).ProjectName);
        Assert.True(await registry.ScalarAsync<bool>("select exists (select from notification where account_id = 'official-1' and topic = 'application.corrected' and link = '/applications/' || @id)", new { id = submitted.ApplicationId }));
        var passed = await registry.Applications.DecideFormalCheckAsync(new DecideFormalCheckRequest { ApplicationId = submitted.ApplicationId, Passed = true, Statement = "已核实营业执照" });
        Assert.Equal(ApplicationState.UnderReview, passed.State);
    }

    [Fact]
    public async Task Versions_stay_as_they_were_filed_and_their_difference_is_told_field_by_field()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId, "版本");
        var files = registry.Enterprise(Firm).Files();
        var first = await files.UploadAsync(draft.ApplicationId, "方案.pdf", Samples.Pdf("first"));
        var submitted = await Drafts.SubmitAsync(registry, draft);
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        await ReturnAsync(submitted);

        var mine = await ReadAsync(Own, submitted);
        mine.Sections.Budget[0].AmountCnyFen = 700_000_000;
        mine.Sections.Budget.Add(new BudgetLine { Category = "software", Source = FundingSource.Own, AmountCnyFen = 100_000_000 });
        mine.Sections.Kpis[0].Target = "9000";
        mine.TalentNeeds.Clear();
        await files.RemoveFileAsync(new RemoveFileRequest { FileId = first.FileId });
        await files.UploadAsync(draft.ApplicationId, "方案.pdf", Samples.Pdf("second"));
        await Drafts.SubmitAsync(registry, await Drafts.UpdateAsync(registry, mine));

        var history = await registry.Applications.GetVersionsAsync(new GetVersionsRequest { ApplicationId = draft.ApplicationId });
        Assert.Equal([1, 2], history.Versions.Select(version => version.Number));
        Assert.Equal([$"firm-{Firm}", $"firm-{Firm}"], history.Versions.Select(version => version.SubmittedBy));
        Assert.Equal((submitted.Sections, submitted.Summary), (history.Versions[0].Application.Sections, history.Versions[0].Application.Summary));
        Assert.NotNull(Assert.Single(history.Returns).AnswerTime);
        // A file of a submission outlives its removal.
        Assert.Equal(Samples.Pdf("first"), (await registry.Official().Files().DownloadAsync(Assert.Single(history.Versions[0].Files).FileId)).Content);

        var diff = await Own.DiffVersionsAsync(new DiffVersionsRequest { ApplicationId = draft.ApplicationId, FromNumber = 1, ToNumber = 2 });
        Assert.Equal(
            [
                ("sections.budget[equipment Own]", "800 万元", "700 万元"),
                ("sections.budget[software Own]", "", "100 万元"),
                ("sections.kpis[output 2028]", "5000 → 8000.5 万元", "5000 → 9000 万元"),
                ("talent_needs[工程师]", "× 3", ""),
            ],
            diff.Changes.SkipLast(1).Select(change => (change.Field, change.Before, change.After)));
        Assert.Equal("attachments[方案.pdf]", diff.Changes[^1].Field);
        Assert.Equal("预算 · 设备购置 · 自筹", diff.Changes[0].Label);
        Assert.Empty((await Own.DiffVersionsAsync(new DiffVersionsRequest { ApplicationId = draft.ApplicationId, FromNumber = 2, ToNumber = 2 })).Changes);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Own.DiffVersionsAsync(new DiffVersionsRequest { ApplicationId = draft.ApplicationId, FromNumber = 1, ToNumber = 3 }));

        await using var connection = await registry.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var change = new NpgsqlCommand("update application_submission set submitted_by = 'other'", connection);
        Assert.Equal("application_submission_stays", (await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync())).ConstraintName);
    }

    [Fact]
    public async Task The_history_is_for_the_firm_and_officials_alone()
    {
        var (_, submitted) = await InFormalCheckAsync();
        var versions = new GetVersionsRequest { ApplicationId = submitted.ApplicationId };
        Assert.Single((await Own.GetVersionsAsync(versions)).Versions);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Firm(RegistryFixture.SecondFirm).GetVersionsAsync(versions));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, new ApplicationService.ApplicationServiceClient(registry.Reviewer("reviewer-1")).GetVersionsAsync(versions));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, Own.ReturnApplicationAsync(new ReturnApplicationRequest { ApplicationId = submitted.ApplicationId, Reason = "自退" }));
    }

    [Fact]
    public async Task A_return_needs_a_comment_on_a_field_and_a_day_ahead()
    {
        var (_, submitted) = await InFormalCheckAsync();
        ReturnApplicationRequest Request(Action<ReturnApplicationRequest> with)
        {
            var request = new ReturnApplicationRequest { ApplicationId = submitted.ApplicationId, Reason = "材料不齐" };
            with(request);
            return request;
        }

        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Applications.ReturnApplicationAsync(Request(r => r.Reason = " ")));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Applications.ReturnApplicationAsync(Request(r => r.Comments.Add(new FieldComment { Field = "state", Comment = "?" }))));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Applications.ReturnApplicationAsync(Request(r => r.Deadline = "2020-01-01")));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Applications.ReturnApplicationAsync(Request(r => r.Deadline = "明天")));
        Assert.Equal(ApplicationState.FormalCheck, (await ReadAsync(Own, submitted)).State);
        var returned = await registry.Applications.ReturnApplicationAsync(Request(r => r.Comments.Add(new FieldComment { Field = "attachments", Comment = "缺营业执照" })));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Applications.ReturnApplicationAsync(Request(_ => { })));
        Assert.Equal(CityDays.Of(registry.Clock.GetUtcNow()).AddDays(10), CityDays.Parse(returned.CurrentReturn.Deadline));
    }

    [Fact]
    public async Task After_the_correction_s_deadline_nothing_is_saved_and_the_official_may_fail_it()
    {
        var (_, submitted) = await InFormalCheckAsync();
        var today = CityDays.Text(CityDays.Of(registry.Clock.GetUtcNow()));
        await ReturnAsync(submitted, today);
        var mine = await ReadAsync(Own, submitted);
        mine.Summary = "来得及";
        mine = await Drafts.UpdateAsync(registry, mine);
        var fail = new DecideFormalCheckRequest { ApplicationId = submitted.ApplicationId, Reason = "逾期未补正" };
        Assert.Contains(today, await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Applications.DecideFormalCheckAsync(fail)), StringComparison.Ordinal);

        registry.Clock.Move(TimeSpan.FromDays(1));
        try
        {
            var late = mine.Clone();
            late.Summary = "来不及";
            var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, Drafts.UpdateAsync(registry, late));
            Assert.Contains("已保存的内容未变", sentence, StringComparison.Ordinal);
            await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, Drafts.SubmitAsync(registry, mine));
            await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, registry.Enterprise(Firm).Files().UploadAsync(submitted.ApplicationId, "迟.pdf", Samples.Pdf("late")));
            Assert.Equal((ApplicationState.Returned, "来得及"), ((await ReadAsync(Own, submitted)).State, (await ReadAsync(Own, submitted)).Summary));

            var failed = await registry.Applications.DecideFormalCheckAsync(fail);
            Assert.Equal((ApplicationState.Rejected, submitted.Summary), (failed.State, failed.Summary));
            Assert.True(await registry.ScalarAsync<bool>("select correction is null from application where application_id = @id::uuid", new { id = submitted.ApplicationId }));
        }
        finally
        {
            registry.Clock.Move(TimeSpan.FromDays(-1));
        }
    }

    [Fact]
    public async Task The_clock_passing_the_deadline_while_a_draft_is_edited_keeps_what_was_saved()
    {
        var until = registry.Clock.GetUtcNow().AddHours(1);
        var journey = await Journey.OpenAsync(registry, request => request.SubmitUntil = Timestamp.FromDateTimeOffset(until));
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        draft.Summary = "截止前";
        draft = await Drafts.UpdateAsync(registry, draft);
        registry.Clock.Move(TimeSpan.FromHours(2));
        try
        {
            var late = draft.Clone();
            late.Summary = "截止后";
            Assert.Contains("截止", await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, Drafts.UpdateAsync(registry, late)), StringComparison.Ordinal);
            await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, Drafts.SubmitAsync(registry, draft));
            await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, registry.Enterprise(Firm).Files().UploadAsync(draft.ApplicationId, "迟.pdf", Samples.Pdf()));
            Assert.Equal(draft, await ReadAsync(Own, draft));
        }
        finally
        {
            registry.Clock.Move(TimeSpan.FromHours(-2));
        }
    }

    [Fact]
    public async Task A_returned_application_may_be_withdrawn_and_its_correction_goes()
    {
        var (_, submitted) = await InFormalCheckAsync();
        await ReturnAsync(submitted);
        var mine = await ReadAsync(Own, submitted);
        mine.Summary = "半途";
        await Drafts.UpdateAsync(registry, mine);
        var withdrawn = await Own.WithdrawApplicationAsync(new ApplicationStepRequest { ApplicationId = submitted.ApplicationId });
        Assert.Equal((ApplicationState.Withdrawn, submitted.Summary), (withdrawn.State, withdrawn.Summary));
    }

    [Fact]
    public async Task An_imported_application_has_a_version_and_may_be_corrected_without_sections()
    {
        var journey = await Journey.OpenAsync(registry);
        await registry.ImportAsync("applications-5.csv", journey.BatchId);
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        var imported = (await journey.ReadAsync()).Single(application => application.OrganisationCode == Firm);
        Assert.True(imported.FromFile);
        await ReturnAsync(imported);
        var mine = await ReadAsync(Own, imported);
        mine.Track = "digital-economy";
        await Drafts.SubmitAsync(registry, await Drafts.UpdateAsync(registry, mine));
        var diff = await Own.DiffVersionsAsync(new DiffVersionsRequest { ApplicationId = imported.ApplicationId, FromNumber = 1, ToNumber = 2 });
        Assert.Equal("track", Assert.Single(diff.Changes).Field);
    }

    private async Task<(Journey Journey, Application Submitted)> InFormalCheckAsync()
    {
        var journey = await Journey.OpenAsync(registry);
        var submitted = await Drafts.SubmitAsync(registry, await Drafts.CreateAsync(registry, journey.BatchId));
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        return (journey, submitted);
    }

    private Task<Application> ReturnAsync(Application application, string deadline = "") => registry.Applications.ReturnApplicationAsync(new ReturnApplicationRequest
    {
        ApplicationId = application.ApplicationId, Reason = "请补正", Deadline = deadline, Comments = { new FieldComment { Field = "sections.budget", Comment = "请说明设备明细" } },
    }).ResponseAsync;

    private static Task<Application> ReadAsync(ApplicationService.ApplicationServiceClient client, Application application) =>
        client.GetApplicationAsync(new GetApplicationRequest { ApplicationId = application.ApplicationId }).ResponseAsync;
}
