using Grpc.Core;
using Npgsql;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Decisions;

public sealed class DecisionTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string StateSql = "select state from decision where decision_id = @id::uuid";

    [Fact]
    public async Task A_proposal_changes_nothing_until_a_second_official_approves_it()
    {
        var journey = await Journey.NoticedAsync(registry);
        var proposed = await ProposeAsync(journey);
        Assert.Equal((DecisionKind.Admission, DecisionState.Proposed, journey.BatchId, true), (proposed.Kind, proposed.State, proposed.SubjectId, proposed.ProposedByCaller));
        Assert.Equal(BatchState.PublicNotice, (await journey.BatchAsync()).State);

        var approved = await By("official-2").ApproveDecisionAsync(Step(proposed));
        Assert.Equal((DecisionState.Approved, "official-1", "official-2", false), (approved.State, approved.ProposedBy, approved.DecidedBy, approved.ProposedByCaller));
        Assert.Equal(BatchState.Closed, (await journey.BatchAsync()).State);
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*)::int from project where batch_id = @id::uuid", new { id = journey.BatchId }));
        Assert.Equal(
            ["official-1 decision.propose", "official-2 decision.approve"],
            await registry.RowsAsync<string>("select actor || ' ' || action from audit_entry where entity = 'decision' and entity_id = @id order by entry_id", new { id = proposed.DecisionId }));
    }

    [Fact]
    public async Task Who_proposed_it_can_neither_approve_nor_refuse_it()
    {
        var journey = await Journey.NoticedAsync(registry);
        var proposed = await ProposeAsync(journey);
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.SecondOfficialNeeded, By("official-1").ApproveDecisionAsync(Step(proposed)));
        Assert.Contains("另一名工作人员", sentence, StringComparison.Ordinal);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.SecondOfficialNeeded, By("official-1").RefuseDecisionAsync(Refusal(proposed)));
        Assert.Equal(1, await registry.ScalarAsync<int>(StateSql, new { id = proposed.DecisionId }));
        Assert.Equal(BatchState.PublicNotice, (await journey.BatchAsync()).State);
        // Nor can any other path into the database.
        var exception = await Assert.ThrowsAsync<PostgresException>(() => registry.RowsAsync<int>(
            "update decision set state = 2, decided_by = proposed_by, decided_at = now() where decision_id = @id::uuid", new { id = proposed.DecisionId }));
        Assert.Equal("decision_four_eyes", exception.ConstraintName);
    }

    [Fact]
    public async Task Two_officials_who_decide_at_once_decide_once_and_the_other_is_told()
    {
        var journey = await Journey.NoticedAsync(registry);
        var proposed = await ProposeAsync(journey);
        var outcomes = await Task.WhenAll(Enumerable.Range(2, 6).Select(async number =>
        {
            try
            {
                var official = By($"official-{number}");
                await (number % 2 == 0 ? official.ApproveDecisionAsync(Step(proposed)) : official.RefuseDecisionAsync(Refusal(proposed)));
                return "done";
            }
            catch (RpcException exception)
            {
                return exception.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? exception.Message;
            }
        }));
        Assert.Equal([.. Enumerable.Repeat("WRONG_STATE", 5), "done"], outcomes.Order(StringComparer.Ordinal));
        var state = await registry.ScalarAsync<int>(StateSql, new { id = proposed.DecisionId });
        var projects = await registry.ScalarAsync<int>("select count(*)::int from project where batch_id = @id::uuid", new { id = journey.BatchId });
        Assert.Equal(state == (int)DecisionState.Approved ? 2 : 0, projects);
        Assert.Equal(projects, (await registry.RaisedAsync<ProjectAdmitted>()).Count(admitted => admitted.BatchId == journey.BatchId));
    }

    [Fact]
    public async Task Two_officials_who_propose_the_same_at_once_propose_it_once()
    {
        var journey = await Journey.NoticedAsync(registry);
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(async number =>
        {
            try
            {
                await ProposeAsync(journey, $"official-{number}");
                return StatusCode.OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));
        Assert.Equal([StatusCode.OK, AlreadyExists, AlreadyExists, AlreadyExists], outcomes.Order());
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from decision where subject_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task A_refused_decision_leaves_its_subject_and_may_be_proposed_anew()
    {
        var journey = await Journey.NoticedAsync(registry);
        var proposed = await ProposeAsync(journey);
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, By("official-2").RefuseDecisionAsync(new RefuseDecisionRequest { DecisionId = proposed.DecisionId }));
        var refused = await By("official-2").RefuseDecisionAsync(Refusal(proposed));
        Assert.Equal((DecisionState.Refused, "名单须再核"), (refused.State, refused.Refusal));
        Assert.Equal(BatchState.PublicNotice, (await journey.BatchAsync()).State);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, By("official-3").ApproveDecisionAsync(Step(proposed)));
        var notifications = new NotificationService.NotificationServiceClient(registry.Official());
        Assert.Contains("decision.refused", (await notifications.ListNotificationsAsync(new ListNotificationsRequest())).Notifications.Select(one => one.Topic));
        Assert.Equal(DecisionState.Proposed, (await ProposeAsync(journey)).State);
    }

    [Fact]
    public async Task Only_the_proposer_withdraws_a_decision()
    {
        var journey = await Journey.NoticedAsync(registry);
        var proposed = await ProposeAsync(journey);
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, By("official-2").WithdrawDecisionAsync(Step(proposed)));
        Assert.Equal(1, await registry.ScalarAsync<int>(StateSql, new { id = proposed.DecisionId }));
        Assert.Equal(DecisionState.Withdrawn, (await By("official-1").WithdrawDecisionAsync(Step(proposed))).State);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, By("official-2").ApproveDecisionAsync(Step(proposed)));
    }

    [Fact]
    public async Task A_decision_whose_subject_changed_since_cannot_be_approved()
    {
        var journey = await Journey.NoticedAsync(registry);
        var proposed = await ProposeAsync(journey);
        var noticed = (await journey.ReadAsync()).First(application => application.State == ApplicationState.PublicNotice);
        await registry.Firm(noticed.OrganisationCode).WithdrawApplicationAsync(new ApplicationStepRequest { ApplicationId = noticed.ApplicationId });
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, By("official-2").ApproveDecisionAsync(Step(proposed)));
        Assert.Equal(1, await registry.ScalarAsync<int>(StateSql, new { id = proposed.DecisionId }));
        await By("official-1").WithdrawDecisionAsync(Step(proposed));
        await By("official-2").ApproveDecisionAsync(Step(await ProposeAsync(journey)));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from project where batch_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task What_cannot_be_decided_cannot_be_proposed()
    {
        var journey = await Journey.RankedAsync(registry);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, By("official-1").ProposeDecisionAsync(Proposal(journey.BatchId)));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, By("official-1").ProposeDecisionAsync(Proposal(Guid.CreateVersion7().ToString())));
        var nothing = Proposal(journey.BatchId);
        nothing.Terms = new DecisionTerms();
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, By("official-1").ProposeDecisionAsync(nothing));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from decision where subject_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task Pending_decisions_are_listed_newest_first_with_the_number_that_waits_for_the_caller()
    {
        var first = await ProposeAsync(await Journey.NoticedAsync(registry), "lister-1");
        var second = await ProposeAsync(await Journey.NoticedAsync(registry), "lister-1");
        var own = await By("lister-1").ListDecisionsAsync(new ListDecisionsRequest { State = DecisionState.Proposed, PageSize = 1 });
        var next = await By("lister-1").ListDecisionsAsync(new ListDecisionsRequest { State = DecisionState.Proposed, PageSize = 1, PageToken = own.NextPageToken });
        Assert.Equal([second.DecisionId, first.DecisionId], [own.Decisions[0].DecisionId, next.Decisions[0].DecisionId]);
        var other = await By("lister-2").ListDecisionsAsync(new ListDecisionsRequest { SubjectId = first.SubjectId });
        Assert.Equal((1, own.AwaitingCaller + 2), (other.Decisions.Count, other.AwaitingCaller));
    }

    [Fact]
    public async Task Nobody_but_officials_sees_or_makes_decisions()
    {
        var proposed = await ProposeAsync(await Journey.NoticedAsync(registry));
        foreach (var other in (CallInvoker[])[registry.Enterprise(RegistryFixture.FirstFirm), registry.Reviewer("reviewer-1"), registry.University("12130300401887061P")])
        {
            var client = new DecisionService.DecisionServiceClient(other);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ApproveDecisionAsync(Step(proposed)));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ListDecisionsAsync(new ListDecisionsRequest()));
        }

        Assert.Equal(1, await registry.ScalarAsync<int>(StateSql, new { id = proposed.DecisionId }));
    }

    private DecisionService.DecisionServiceClient By(string official) => registry.DecisionsBy(official);

    private static Task<Decision> ProposeAsync(Journey journey, string official = "official-1") => journey.ProposeAdmissionAsync(official);

    private static ProposeDecisionRequest Proposal(string batchId) => new()
    {
        SubjectId = batchId, Terms = new DecisionTerms { Admission = new AdmissionTerms() }, Reason = "公示期满，无异议",
    };

    private static DecisionStepRequest Step(Decision decision) => new() { DecisionId = decision.DecisionId };

    private static RefuseDecisionRequest Refusal(Decision decision) => new() { DecisionId = decision.DecisionId, Reason = "名单须再核" };
}
