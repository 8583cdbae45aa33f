using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Milestones;
using Platform.ProjectRegistry.Tests.Pool;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Milestones;

public sealed class MilestoneTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task A_milestone_goes_from_proposal_to_confirmation_and_the_firm_hears_of_it()
    {
        var one = await PoolCase.RunningAsync(registry);
        var confirmed = await one.ConfirmedAsync("产线联网", one.Today.AddDays(20));
        Assert.Equal(MilestoneState.Confirmed, confirmed.State);
        Assert.Equal("设备已安装调试", confirmed.CompletionNote);
        Assert.Equal((1, 1), (await one.NotifiedAsync("milestone.agree"), await one.NotifiedAsync("milestone.confirm")));
        var actions = await registry.RowsAsync<string>("select action from audit_entry where entity = 'milestone' and entity_id = @MilestoneId order by entry_id", new { confirmed.MilestoneId });
        Assert.Equal(["milestone.propose", "milestone.agree", "milestone.complete", "milestone.confirm"], actions);
    }

    [Fact]
    public async Task An_agreed_milestone_changes_only_with_an_officials_agreement()
    {
        var one = await PoolCase.RunningAsync(registry);
        var agreed = await one.AgreedAsync("产线联网", one.Today.AddDays(20), 40);
        var change = new ChangeMilestoneRequest { MilestoneId = agreed.MilestoneId, Title = "产线联网与验收", DueDay = CityDays.Text(one.Today.AddDays(50)), Weight = 45 };
        await Refused.ByAsync(InvalidArgument, ErrorReason.CommentNeeded, one.FirmMilestones.ChangeMilestoneAsync(change));
        change.Reason = "设备到货推迟";
        var waiting = await one.FirmMilestones.ChangeMilestoneAsync(change);
        Assert.Equal(("产线联网", 40, "产线联网与验收", 45), (waiting.Title, waiting.Weight, waiting.Pending.Title, waiting.Pending.Weight));

        await Refused.ByAsync(InvalidArgument, ErrorReason.CommentNeeded, one.Milestones.DeclineMilestoneAsync(new MilestoneStepRequest { MilestoneId = agreed.MilestoneId }));
        var kept = await one.Milestones.DeclineMilestoneAsync(new MilestoneStepRequest { MilestoneId = agreed.MilestoneId, Comment = "请按原计划" });
        Assert.Equal((MilestoneState.Planned, "产线联网", null, "请按原计划"), (kept.State, kept.Title, kept.Pending, kept.Comment));

        await one.FirmMilestones.ChangeMilestoneAsync(change);
        var taken = await one.Milestones.AgreeMilestoneAsync(new MilestoneStepRequest { MilestoneId = agreed.MilestoneId });
        Assert.Equal(("产线联网与验收", 45, change.DueDay, null), (taken.Title, taken.Weight, taken.DueDay, taken.Pending));
        Assert.Equal(1, await registry.ScalarAsync<int>(
            "select count(*) from audit_entry where action = 'milestone.agree' and entity_id = @MilestoneId and detail->>'PendingWeight' = '45'", new { agreed.MilestoneId }));
    }

    [Fact]
    public async Task Completion_without_evidence_is_refused_and_a_confirmed_milestone_takes_no_more_files()
    {
        var one = await PoolCase.RunningAsync(registry);
        var agreed = await one.AgreedAsync("一期", one.Today.AddDays(20));
        var step = new MilestoneStepRequest { MilestoneId = agreed.MilestoneId, Comment = "完成" };
        await Refused.ByAsync(FailedPrecondition, ErrorReason.EvidenceMissing, one.FirmMilestones.CompleteMilestoneAsync(step));
        Assert.Equal(2, await registry.ScalarAsync<int>("select state from milestone where milestone_id = @MilestoneId::uuid", new { agreed.MilestoneId }));
        await PoolFiles.AttachAsync(registry, agreed);
        await one.FirmMilestones.CompleteMilestoneAsync(step);
        var returned = await one.Milestones.ReturnMilestoneAsync(new MilestoneStepRequest { MilestoneId = agreed.MilestoneId, Comment = "缺验收单" });
        Assert.Equal((MilestoneState.Planned, "缺验收单", 1), (returned.State, returned.Comment, await one.NotifiedAsync("milestone.return")));
        await one.FirmMilestones.CompleteMilestoneAsync(step);
        await one.Milestones.ConfirmMilestoneAsync(new MilestoneStepRequest { MilestoneId = agreed.MilestoneId });
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, PoolFiles.AttachAsync(registry, agreed));
    }

    [Fact]
    public async Task Weights_above_100_are_refused_at_the_agreement()
    {
        var one = await PoolCase.RunningAsync(registry);
        await one.AgreedAsync("一期", one.Today.AddDays(20), 60);
        var second = await one.FirmMilestones.ProposeMilestoneAsync(new ProposeMilestoneRequest { ProjectId = one.ProjectId, Title = "二期", DueDay = CityDays.Text(one.Today.AddDays(40)), Weight = 41 });
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.WeightsAbove100, one.Milestones.AgreeMilestoneAsync(new MilestoneStepRequest { MilestoneId = second.MilestoneId }));
        Assert.Contains("101", sentence, StringComparison.Ordinal);
        second = await one.FirmMilestones.ChangeMilestoneAsync(new ChangeMilestoneRequest { MilestoneId = second.MilestoneId, Title = "二期", DueDay = second.DueDay, Weight = 40 });
        Assert.Equal(MilestoneState.Planned, (await one.Milestones.AgreeMilestoneAsync(new MilestoneStepRequest { MilestoneId = second.MilestoneId })).State);
    }

    [Fact]
    public async Task Wrong_states_etags_titles_and_days_are_refused_and_store_nothing()
    {
        var one = await PoolCase.RunningAsync(registry);
        var agreed = await one.AgreedAsync("一期", one.Today.AddDays(20));
        var step = new MilestoneStepRequest { MilestoneId = agreed.MilestoneId, Comment = "说明" };
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, one.Milestones.AgreeMilestoneAsync(step));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, one.Milestones.ConfirmMilestoneAsync(step));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, one.Milestones.ReturnMilestoneAsync(step));
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, one.FirmMilestones.CompleteMilestoneAsync(new MilestoneStepRequest { MilestoneId = agreed.MilestoneId, Comment = "完成", Etag = "1" }));
        var propose = new ProposeMilestoneRequest { ProjectId = one.ProjectId, Title = "一期", DueDay = CityDays.Text(one.Today), Weight = 1 };
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, one.FirmMilestones.ProposeMilestoneAsync(propose));
        propose.Title = "三期";
        propose.DueDay = "2026-13-01";
        await Refused.ByAsync(InvalidArgument, ErrorReason.CellNotADate, one.FirmMilestones.ProposeMilestoneAsync(propose));
        propose.DueDay = "2001-01-01";
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, one.FirmMilestones.ProposeMilestoneAsync(propose));
        var stored = Assert.Single((await one.Milestones.ListMilestonesAsync(new ListMilestonesRequest { ProjectId = one.ProjectId })).Milestones);
        Assert.Equal((MilestoneState.Planned, agreed.Etag), (stored.State, stored.Etag));
    }

    [Fact]
    public async Task A_planned_milestone_past_its_day_is_overdue_and_its_firm_is_reminded_once_for_each_due_day()
    {
        var one = await PoolCase.RunningAsync(registry);
        var agreed = await one.AgreedAsync("早该完成", one.Today.AddDays(-3));
        Assert.Equal((MilestoneState.Overdue, 3), (agreed.State, agreed.DaysOverdue));
        await one.RemindAsync();
        await one.RemindAsync();
        Assert.Equal(1, await one.NotifiedAsync("milestone.overdue"));
        await one.FirmMilestones.ChangeMilestoneAsync(new ChangeMilestoneRequest
        {
            MilestoneId = agreed.MilestoneId, Title = agreed.Title, DueDay = CityDays.Text(one.Today.AddDays(-1)), Weight = 50, Reason = "顺延",
        });
        await one.Milestones.AgreeMilestoneAsync(new MilestoneStepRequest { MilestoneId = agreed.MilestoneId });
        await one.RemindAsync();
        Assert.Equal(2, await one.NotifiedAsync("milestone.overdue"));
    }

    [Fact]
    public async Task Permission_is_the_own_firms_to_propose_and_the_officials_to_agree()
    {
        var one = await PoolCase.RunningAsync(registry);
        var agreed = await one.AgreedAsync("一期", one.Today.AddDays(20));
        var other = new MilestoneService.MilestoneServiceClient(registry.Enterprise(RegistryFixture.SecondFirm));
        var step = new MilestoneStepRequest { MilestoneId = agreed.MilestoneId, Comment = "说明" };
        var propose = new ProposeMilestoneRequest { ProjectId = one.ProjectId, Title = "他人", DueDay = CityDays.Text(one.Today), Weight = 1 };
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.ProposeMilestoneAsync(propose));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.CompleteMilestoneAsync(step));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, other.ListMilestonesAsync(new ListMilestonesRequest { ProjectId = one.ProjectId }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, one.Milestones.ProposeMilestoneAsync(propose));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, one.FirmMilestones.ConfirmMilestoneAsync(step));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, one.FirmMilestones.AgreeMilestoneAsync(step));
        var university = new MilestoneService.MilestoneServiceClient(registry.University("12130000401704470T"));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, university.ListMilestonesAsync(new ListMilestonesRequest { ProjectId = one.ProjectId }));
        Assert.Single((await one.FirmMilestones.ListMilestonesAsync(new ListMilestonesRequest { ProjectId = one.ProjectId })).Milestones);
    }

    [Fact]
    public async Task The_same_request_id_proposes_once()
    {
        var one = await PoolCase.RunningAsync(registry);
        var propose = new ProposeMilestoneRequest { ProjectId = one.ProjectId, Title = "一期", DueDay = CityDays.Text(one.Today), Weight = 1, RequestId = Guid.CreateVersion7().ToString() };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => one.FirmMilestones.ProposeMilestoneAsync(propose).ResponseAsync));
        Assert.Single(answers.Select(answer => answer.MilestoneId).Distinct());
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*) from milestone where project_id = @ProjectId::uuid", new { one.ProjectId }));
    }

    [Fact]
    public void The_table_of_steps_is_whole()
    {
        var moves = from state in Enum.GetValues<MilestoneState>()
                    from step in Enum.GetValues<MilestoneStep>()
                    let to = MilestoneSteps.After(state, step)
                    where to is not null
                    select (state, to.Value);
        Assert.Equal(
            [(MilestoneState.Proposed, MilestoneState.Planned), (MilestoneState.Proposed, MilestoneState.Declined), (MilestoneState.Planned, MilestoneState.Done), (MilestoneState.Done, MilestoneState.Confirmed), (MilestoneState.Done, MilestoneState.Planned)],
            moves);
    }
}
