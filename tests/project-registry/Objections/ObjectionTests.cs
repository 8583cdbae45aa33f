using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Objections;

public sealed class ObjectionTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Answer = "经核查，申报材料与事实不符。";

    private ObjectionService.ObjectionServiceClient Anyone => new(registry.Anonymous());

    [Fact]
    public async Task Anybody_objects_without_a_login_and_follows_the_objection_by_its_receipt()
    {
        var journey = await Journey.NoticedAsync(registry);
        var filed = await FileAsync(journey);
        Assert.Equal((ObjectionState.Filed, "", true), (filed.Objection.State, filed.Objection.Answer, filed.Objection.Projects.Single().Listed));
        var evidence = await AddEvidenceAsync(filed.ReceiptCode, "照片.png");
        Assert.Equal("照片.png", evidence.FileName);
        var seen = await Anyone.GetObjectionByReceiptAsync(new GetObjectionByReceiptRequest { ReceiptCode = filed.ReceiptCode.ToLowerInvariant() });
        Assert.Equal(["照片.png"], seen.EvidenceNames);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Anyone.GetObjectionByReceiptAsync(new GetObjectionByReceiptRequest { ReceiptCode = "AAAAA-AAAAA-AAAAA-AAAAA" }));

        var notice = await registry.Notices.GetNoticeAsync(new GetNoticeRequest { BatchId = journey.BatchId });
        Assert.Equal((1, 0, true), (notice.OpenObjections, notice.AnsweredObjections, notice.TakesObjections));
        // Neither name, contact nor code are in what the public reads, in the audit or, in clear, in the database.
        Assert.DoesNotContain("王小明", notice.ToString() + seen, StringComparison.Ordinal);
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from audit_entry where detail::text like '%王小明%' or detail::text like '%13812345678%'"));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from objection where objection::text like '%' || @code || '%'", new { code = filed.ReceiptCode }));
    }

    [Fact]
    public async Task Name_and_contact_are_seen_by_the_official_who_handles_it_alone()
    {
        var journey = await Journey.NoticedAsync(registry);
        await FileAsync(journey);
        var id = (await ListAsync(journey)).Single().ObjectionId;
        var taken = await By("official-1").TakeObjectionAsync(new ObjectionStepRequest { ObjectionId = id });
        Assert.Equal((ObjectionState.Investigated, "王小明", "13812345678", true), (taken.State, taken.ObjectorName, taken.Contact, taken.HandledByCaller));
        var other = await By("official-2").GetObjectionAsync(new GetObjectionRequest { ObjectionId = id });
        Assert.Equal(("王*明", "138****5678", false), (other.ObjectorName, other.Contact, other.HandledByCaller));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, By("official-2").DismissObjectionAsync(new DismissObjectionRequest { ObjectionId = id, Answer = Answer }));
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, By("official-2").TakeObjectionAsync(new ObjectionStepRequest { ObjectionId = id, Etag = "1" }));
        Assert.True((await By("official-2").TakeObjectionAsync(new ObjectionStepRequest { ObjectionId = id, Etag = taken.Etag })).HandledByCaller);
        foreach (var caller in (CallInvoker[])[registry.Enterprise(RegistryFixture.FirstFirm), registry.Reviewer("reviewer-1")])
        {
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, new ObjectionService.ObjectionServiceClient(caller).GetObjectionAsync(new GetObjectionRequest { ObjectionId = id }));
        }

        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, Anyone.ListObjectionsAsync(new ListObjectionsRequest()));
    }

    [Fact]
    public async Task Nobody_is_admitted_while_an_objection_waits_for_its_answer()
    {
        var journey = await Journey.NoticedAsync(registry);
        var filed = await FileAsync(journey);
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.ObjectionsOpen, journey.ProposeAdmissionAsync());
        Assert.Contains("1 件异议", sentence, StringComparison.Ordinal);
        var id = await TakenAsync(journey);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ObjectionsOpen, journey.ProposeAdmissionAsync());
        var dismissed = await By("official-1").DismissObjectionAsync(new DismissObjectionRequest { ObjectionId = id, Answer = "经核查，所述情况不属实。" });
        Assert.Equal(ObjectionState.Dismissed, dismissed.State);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, By("official-1").TakeObjectionAsync(new ObjectionStepRequest { ObjectionId = id }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, AddEvidenceAsync(filed.ReceiptCode, "迟到.png"));
        Assert.Equal("经核查，所述情况不属实。", (await Anyone.GetObjectionByReceiptAsync(new GetObjectionByReceiptRequest { ReceiptCode = filed.ReceiptCode })).Answer);
        await journey.AdmitAsync();
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*)::int from project where batch_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task An_objection_that_comes_between_proposal_and_approval_of_the_admission_stops_it()
    {
        var journey = await Journey.NoticedAsync(registry);
        var proposed = await journey.ProposeAdmissionAsync();
        await FileAsync(journey);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ObjectionsOpen, registry.DecisionsBy("official-2").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = proposed.DecisionId }));
        Assert.Equal(BatchState.PublicNotice, (await journey.BatchAsync()).State);
    }

    [Fact]
    public async Task An_upheld_objection_takes_two_officials_and_lets_the_next_of_the_waitlist_move_up()
    {
        var journey = await Journey.NoticedAsync(registry);
        var applications = await journey.ReadAsync();
        var filed = await FileAsync(journey);
        var id = await TakenAsync(journey);
        var ruling = await ProposeAsync(id, applications[0].ApplicationId);
        Assert.Equal(ApplicationState.PublicNotice, (await journey.ReadAsync())[0].State);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.SecondOfficialNeeded, registry.DecisionsBy("official-1").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = ruling.DecisionId }));
        await registry.DecisionsBy("official-2").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = ruling.DecisionId });

        applications = await journey.ReadAsync();
        Assert.Equal(
            [ApplicationState.Rejected, ApplicationState.PublicNotice, ApplicationState.PublicNotice, ApplicationState.Ranked, ApplicationState.Ranked],
            applications.Select(application => application.State));
        Assert.Equal(Answer, applications[0].DecisionReason);
        var notice = await registry.Notices.GetNoticeAsync(new GetNoticeRequest { BatchId = journey.BatchId });
        Assert.Equal([(2, false), (3, true)], notice.Projects.Select(project => (project.Rank, project.Supplementary)));
        Assert.Equal((0, 1, 2), (notice.OpenObjections, notice.AnsweredObjections, notice.ProjectCount));
        var ranking = await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId });
        Assert.Equal(
            [SelectionOutcome.NotSelected, SelectionOutcome.Selected, SelectionOutcome.Selected, SelectionOutcome.Waitlisted, SelectionOutcome.NotSelected],
            ranking.Applications.Select(place => place.Outcome));
        Assert.Contains("递补", ranking.Applications[2].OutcomeReason, StringComparison.Ordinal);
        var receipt = await Anyone.GetObjectionByReceiptAsync(new GetObjectionByReceiptRequest { ReceiptCode = filed.ReceiptCode });
        Assert.Equal((ObjectionState.Upheld, Answer, false), (receipt.State, receipt.Answer, receipt.Projects.Single().Listed));
        var firm = new NotificationService.NotificationServiceClient(registry.Enterprise(applications[0].OrganisationCode));
        Assert.Contains("application.removed", (await firm.ListNotificationsAsync(new ListNotificationsRequest())).Notifications.Select(one => one.Topic));

        var letter = await new LetterService.LetterServiceClient(registry.Enterprise(applications[0].OrganisationCode)).GetLetterAsync(new GetLetterRequest { ApplicationId = applications[0].ApplicationId });
        Assert.Equal(LetterKind.Removed, letter.Kind);
        await journey.AdmitAsync();
        Assert.Equal([2, 3], await registry.RowsAsync<int>("select rank from project where batch_id = @id::uuid order by rank", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task A_project_that_moved_up_is_noticed_for_the_full_days_before_anybody_is_admitted()
    {
        var journey = await Journey.NoticedAsync(registry, batch => (batch.Rehearsal, batch.NoticeWorkingDays) = (false, 5));
        var first = (await journey.ReadAsync())[0].ApplicationId;
        await FileAsync(journey);
        var ruling = await ProposeAsync(await TakenAsync(journey), first);
        // As if the notice had been published earlier and ended yesterday.
        var today = CityDays.Of(registry.Clock.GetUtcNow());
        await registry.RowsAsync<int>("update batch set notice_first_day = @day - 8, notice_last_day = @day where batch_id = @id::uuid", new { day = today.AddDays(-1), id = journey.BatchId });
        await registry.DecisionsBy("official-2").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = ruling.DecisionId });
        var last = WorkingDays.OfFiles.LastOf(today, 5);
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.NoticeRunning, journey.ProposeAdmissionAsync());
        Assert.Contains(CityDays.Text(last), sentence, StringComparison.Ordinal);
        var notice = await registry.Notices.GetNoticeAsync(new GetNoticeRequest { BatchId = journey.BatchId });
        Assert.Equal((true, CityDays.Text(last)), (notice.Running, notice.Projects.Single(project => project.Supplementary).LastDay));

        // Its own notice takes objections still; that of the others is over.
        var others = await journey.ReadAsync();
        await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, Anyone.FileObjectionAsync(Objection(journey, others[1].ApplicationId)));
        await Anyone.FileObjectionAsync(Objection(journey, others[2].ApplicationId));
    }

    [Fact]
    public async Task Only_listed_projects_are_objected_to_and_only_while_the_notice_is_public()
    {
        var journey = await Journey.RankedAsync(registry);
        var applications = journey.Applications;
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Anyone.FileObjectionAsync(Objection(journey, applications[0].ApplicationId)));
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await registry.Batches.PublishNoticeAsync(journey.Step);
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Anyone.FileObjectionAsync(Objection(journey, applications[4].ApplicationId)));
        var nameless = Objection(journey, applications[0].ApplicationId);
        nameless.ObjectorName = "";
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Anyone.FileObjectionAsync(nameless));
        var blank = Objection(journey, applications[0].ApplicationId);
        blank.Grounds = new string(' ', 20);
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Anyone.FileObjectionAsync(blank));
        await journey.AdmitAsync();
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Anyone.FileObjectionAsync(Objection(journey, applications[0].ApplicationId)));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from objection where batch_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task The_same_objection_and_a_flood_of_one_contact_are_refused()
    {
        var journey = await Journey.NoticedAsync(registry);
        var request = Objection(journey, (await journey.ReadAsync())[0].ApplicationId);
        await Anyone.FileObjectionAsync(request);
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, Anyone.FileObjectionAsync(request));
        for (var number = 2; number <= 5; number++)
        {
            request.Grounds = $"第 {number} 条理由：研发投入数据与年报不一致。";
            await Anyone.FileObjectionAsync(request);
        }

        request.Grounds = "第 6 条理由：研发投入数据与年报不一致。";
        await Refused.ByAsync(FailedPrecondition, ErrorReason.LimitReached, Anyone.FileObjectionAsync(request));
        Assert.Equal(5, (await ListAsync(journey)).Count);
    }

    [Fact]
    public async Task Evidence_is_bounded_sniffed_and_read_by_officials_alone()
    {
        var journey = await Journey.NoticedAsync(registry);
        var filed = await FileAsync(journey);
        await Refused.ByAsync(InvalidArgument, ErrorReason.FileTypeMismatch, AddEvidenceAsync(filed.ReceiptCode, "假.pdf"));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, AddEvidenceAsync("AAAAA-AAAAA-AAAAA-AAAAA", "照片.png"));
        for (var number = 0; number < 5; number++)
        {
            await AddEvidenceAsync(filed.ReceiptCode, $"照片{number}.png", (byte)number);
        }

        await Refused.ByAsync(FailedPrecondition, ErrorReason.LimitReached, AddEvidenceAsync(filed.ReceiptCode, "照片5.png", 5));
        var id = (await ListAsync(journey)).Single().ObjectionId;
        var files = new ListFilesRequest { Purpose = FilePurpose.ObjectionEvidence, OwnerId = id };
        Assert.Equal(5, (await new FileService.FileServiceClient(registry.Official()).ListFilesAsync(files)).Files.Count);
        Assert.Equal(5, (await By("official-3").GetObjectionAsync(new GetObjectionRequest { ObjectionId = id })).Evidence.Count);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, new FileService.FileServiceClient(registry.Enterprise(RegistryFixture.FirstFirm)).ListFilesAsync(files));
    }

    [Fact]
    public async Task A_ruling_about_a_project_that_was_not_objected_to_is_refused()
    {
        var journey = await Journey.NoticedAsync(registry);
        await FileAsync(journey);
        var untaken = (await ListAsync(journey)).Single().ObjectionId;
        var applications = await journey.ReadAsync();
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, ProposeAsync(untaken, applications[0].ApplicationId));
        var id = await TakenAsync(journey);
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, ProposeAsync(id, applications[1].ApplicationId));
    }

    [Fact]
    public async Task A_seat_that_a_firm_gave_up_is_filled_by_the_same_rule()
    {
        var journey = await Journey.NoticedAsync(registry);
        var firm = journey.Applications[1];
        await registry.Firm(firm.OrganisationCode).WithdrawApplicationAsync(new ApplicationStepRequest { ApplicationId = firm.ApplicationId });
        var filled = await By("official-1").FillVacanciesAsync(journey.Step);
        Assert.Equal([journey.Applications[2].ApplicationId], filled.MovedUpApplicationIds);
        Assert.Equal([1, 3], (await registry.Notices.GetNoticeAsync(new GetNoticeRequest { BatchId = journey.BatchId })).Projects.Select(project => project.Rank));
        Assert.Empty((await By("official-1").FillVacanciesAsync(journey.Step)).MovedUpApplicationIds);
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, new ObjectionService.ObjectionServiceClient(registry.Enterprise(firm.OrganisationCode)).FillVacanciesAsync(journey.Step));
    }

    private ObjectionService.ObjectionServiceClient By(string official) => new(registry.Official(official));

    private async Task<FiledObjection> FileAsync(Journey journey) => await Anyone.FileObjectionAsync(Objection(journey, (await journey.ReadAsync())[0].ApplicationId));

    private static FileObjectionRequest Objection(Journey journey, string applicationId) => new()
    {
        BatchId = journey.BatchId,
        ApplicationIds = { applicationId },
        ObjectorKind = ObjectorKind.Citizen,
        ObjectorName = "王小明",
        Contact = "13812345678",
        Grounds = "该项目的研发投入数据与公开年报不一致。",
    };

    private async Task<IReadOnlyList<Objection>> ListAsync(Journey journey) =>
        (await By("official-1").ListObjectionsAsync(new ListObjectionsRequest { BatchId = journey.BatchId, OpenOnly = true })).Objections;

    private async Task<string> TakenAsync(Journey journey)
    {
        var id = (await ListAsync(journey)).Single().ObjectionId;
        await By("official-1").TakeObjectionAsync(new ObjectionStepRequest { ObjectionId = id });
        return id;
    }

    private Task<Decision> ProposeAsync(string objectionId, string applicationId) => registry.DecisionsBy("official-1").ProposeDecisionAsync(new ProposeDecisionRequest
    {
        SubjectId = objectionId,
        Terms = new DecisionTerms { ObjectionRuling = new ObjectionRulingTerms { ApplicationIds = { applicationId }, Answer = Answer } },
        Reason = "核查属实",
    }).ResponseAsync;

    private async Task<AttachedFile> AddEvidenceAsync(string receiptCode, string name, byte variant = 0)
    {
        using var call = Anyone.AddObjectionEvidence();
        try
        {
            await call.RequestStream.WriteAsync(new AddObjectionEvidenceRequest { Header = new AddObjectionEvidenceHeader { ReceiptCode = receiptCode, FileName = name } });
            await call.RequestStream.WriteAsync(new AddObjectionEvidenceRequest { Data = ByteString.CopyFrom(Png(variant)) });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or IOException)
        {
            // Refused while it was being sent: the answer says why.
        }

        return await call.ResponseAsync;
    }

    /// <summary>A picture of one pixel, with a text that tells one from another.</summary>
    private static byte[] Png(byte variant) =>
    [
        .. Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
        .. Encoding.ASCII.GetBytes($"{variant}"),
    ];
}
