using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;
using Xunit;
using static Platform.ProjectRegistry.Tests.Support.SupportFixture;

namespace Platform.ProjectRegistry.Tests.Support;

public sealed class SupportRequestTests(SupportFixture registry) : IClassFixture<SupportFixture>
{
    [Fact]
    public async Task A_request_is_routed_asked_about_answered_solved_and_scored()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(Funding());
        Assert.Equal((SupportState.Filed, "finance", SupportPriority.Normal, 30), (filed.State, filed.DepartmentCode, filed.Priority, filed.Solution.LimitDays));
        Assert.Equal(CityDays.Text(WorkingDays.OfFiles.LastOf(registry.Today, 30)), filed.Solution.DueDate);
        Assert.Equal("秦皇岛珩舟船舶配套有限公司", filed.OrganisationName);

        await registry.AsFinance.TakeSupportRequestAsync(Step(filed));
        var asked = await registry.AsFinance.AskFirmAsync(Step(filed, "请补充贷款合同编号。"));
        Assert.Equal((SupportState.WaitingForFirm, false, ""), (asked.State, asked.Solution.Running, asked.Solution.DueDate));
        Assert.Equal(0, asked.FirstAnswerDays);
        var answered = await registry.AsFirm.AnswerDepartmentAsync(Step(filed, "编号已补充。"));
        Assert.Equal((SupportState.InProgress, true), (answered.State, answered.Solution.Running));
        var solved = await registry.AsFinance.SolveSupportRequestAsync(Step(filed, "已落实贴息。"));
        Assert.Equal((SupportState.Solved, "已落实贴息。", CityDays.Text(WorkingDays.OfFiles.LastOf(registry.Today, 10))), (solved.State, solved.SolutionText, solved.ReopenUntil));
        var closed = await registry.AsFirm.CloseSupportRequestAsync(new CloseSupportRequestRequest { SupportRequestId = filed.SupportRequestId, Satisfaction = 4, Comment = "较快" });

        Assert.Equal((SupportState.Closed, 4, "较快"), (closed.State, closed.Satisfaction, closed.SatisfactionComment));
        Assert.Equal(["file", "take", "ask", "answer", "solve", "close"], closed.Steps.Select(step => step.Step));
        Assert.Equal([true, false], closed.Messages.Select(message => message.ByOfficial));
        Assert.Equal((0, 0, 4), await registry.ScalarRowAsync(filed));
        Assert.Equal(["support.filed", "support.answered", "support.closed"], await registry.TopicsAsync(Finance, filed));
        Assert.Equal(["support.asked", "support.solved"], await registry.TopicsAsync(AskingFirm, filed));
        Assert.Empty(await registry.RaisedAsync<SupportRequested>(filed.SupportRequestId));
        Assert.Equal(6, await registry.ScalarAsync<int>("select count(*)::int from audit_entry where entity = 'support_request' and entity_id = @id", new { id = filed.SupportRequestId }));
    }

    [Fact]
    public async Task A_call_repeated_with_its_request_id_files_once()
    {
        var request = Funding("重复提交");
        request.RequestId = "support-once";
        var first = await registry.AsFirm.FileSupportRequestAsync(request);
        var second = await registry.AsFirm.FileSupportRequestAsync(request);
        Assert.Equal(first.SupportRequestId, second.SupportRequestId);
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from support_request where title = '重复提交'"));
    }

    [Fact]
    public async Task A_transfer_moves_it_to_another_desk_and_the_clock_runs_on()
    {
        var taken = await registry.TakenAsync("转办");
        registry.MoveWorkingDays(1);
        var moved = await registry.AsFinance.TransferSupportRequestAsync(new TransferSupportRequestRequest
        {
            SupportRequestId = taken.SupportRequestId, DepartmentCode = "education", Note = "属教育部门职责。",
        });
        Assert.Equal((SupportState.Filed, "education", 1, false), (moved.State, moved.DepartmentCode, moved.Solution.UsedDays, moved.OnMyDesk));
        await Refused.ByAsync(StatusCode.PermissionDenied, ErrorReason.OtherDepartment, registry.AsFinance.TakeSupportRequestAsync(Step(taken)));
        Assert.Equal(SupportState.InProgress, (await registry.AsEducation.TakeSupportRequestAsync(Step(taken))).State);
        Assert.Equal(["support.transferred"], await registry.TopicsAsync(Education, taken));

        var here = new TransferSupportRequestRequest { SupportRequestId = taken.SupportRequestId, DepartmentCode = "education", Note = "再转。" };
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsEducation.TransferSupportRequestAsync(here));
        here.DepartmentCode = "nowhere";
        await Refused.ByAsync(StatusCode.NotFound, ErrorReason.NotFound, registry.AsEducation.TransferSupportRequestAsync(here));
        here.DepartmentCode = "science";
        await Refused.ByAsync(StatusCode.PermissionDenied, ErrorReason.OtherDepartment, registry.AsFinance.TransferSupportRequestAsync(here));
        Assert.Equal("science", (await registry.AsOffice.TransferSupportRequestAsync(here)).DepartmentCode);
    }

    [Fact]
    public async Task A_rejection_needs_its_ground_and_ends_it()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(Funding("不合规"));
        var reject = new RejectSupportRequestRequest { SupportRequestId = filed.SupportRequestId, Ground = RejectionGround.NoAnswer, Reason = "未补充。" };
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsFinance.RejectSupportRequestAsync(reject));
        Assert.Equal((short)SupportState.Filed, await registry.StateAsync(filed));
        reject.Ground = RejectionGround.Unfounded;
        var rejected = await registry.AsFinance.RejectSupportRequestAsync(reject);
        Assert.Equal((SupportState.Rejected, RejectionGround.Unfounded, "未补充。", 0), (rejected.State, rejected.RejectionGround, rejected.EndReason, rejected.FirstAnswerDays));
        await Refused.ByAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, registry.AsFirm.ReopenSupportRequestAsync(Step(filed, "不服")));
        await Refused.ByAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, registry.AsFirm.PostSupportMessageAsync(new PostSupportMessageRequest { SupportRequestId = filed.SupportRequestId, Text = "为何" }));
    }

    [Fact]
    public async Task A_firm_that_does_not_answer_can_be_ended_for_it()
    {
        var taken = await registry.TakenAsync("不补充");
        await registry.AsFinance.AskFirmAsync(Step(taken, "请补充。"));
        var rejected = await registry.AsFinance.RejectSupportRequestAsync(new RejectSupportRequestRequest
        {
            SupportRequestId = taken.SupportRequestId, Ground = RejectionGround.NoAnswer, Reason = "多次催办未补充。",
        });
        Assert.Equal(SupportState.Rejected, rejected.State);
    }

    [Fact]
    public async Task Reopening_begins_a_new_period_until_the_last_day_for_it()
    {
        var solved = await registry.SolvedAsync("重新办理");
        registry.MoveWorkingDays(10);
        var reopened = await registry.AsFirm.ReopenSupportRequestAsync(Step(solved, "款项仍未到账。"));
        Assert.Equal((SupportState.Reopened, 2, 0, ""), (reopened.State, reopened.Round, reopened.Solution.UsedDays, reopened.SolutionText));
        Assert.False(reopened.HasSolutionDays);
        Assert.Contains("support.reopened", await registry.TopicsAsync(Finance, solved));
        registry.MoveWorkingDays(2);
        await registry.AsFinance.TakeSupportRequestAsync(Step(solved));
        var again = await registry.AsFinance.SolveSupportRequestAsync(Step(solved, "已到账。"));
        Assert.Equal((2, 2), (again.SolutionDays, again.Solution.UsedDays));

        var late = await registry.SolvedAsync("过期重开");
        registry.MoveWorkingDays(11);
        var sentence = await Refused.ByAsync(StatusCode.FailedPrecondition, ErrorReason.DeadlinePassed, registry.AsFirm.ReopenSupportRequestAsync(Step(late, "再办")));
        Assert.Contains(late.ReopenUntil, sentence, StringComparison.Ordinal);
        Assert.NotEqual((short)SupportState.Reopened, await registry.StateAsync(late));
    }

    [Fact]
    public async Task A_solution_that_nobody_scores_is_closed_without_a_score_after_the_last_day_for_reopening()
    {
        var solved = await registry.SolvedAsync("无人评价");
        await registry.WatchAsync();
        Assert.Equal((short)SupportState.Solved, await registry.StateAsync(solved));
        registry.MoveWorkingDays(11);
        await registry.WatchAsync();
        await registry.WatchAsync();
        var closed = await registry.ReadAsync(solved);
        Assert.Equal((SupportState.Closed, 0, "close-unscored"), (closed.State, closed.Satisfaction, closed.Steps[^1].Step));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task A_score_outside_one_to_five_is_refused(int score)
    {
        var solved = await registry.SolvedAsync($"评分 {score}");
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsFirm.CloseSupportRequestAsync(new CloseSupportRequestRequest { SupportRequestId = solved.SupportRequestId, Satisfaction = score }));
        Assert.Equal((short)SupportState.Solved, await registry.StateAsync(solved));
    }

    [Fact]
    public async Task Steps_of_the_wrong_state_an_old_etag_and_a_missing_text_are_refused_and_change_nothing()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(Funding("步骤"));
        var sentence = await Refused.ByAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, registry.AsFinance.SolveSupportRequestAsync(Step(filed, "解决了")));
        Assert.Contains("待受理", sentence, StringComparison.Ordinal);
        await Refused.ByAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, registry.AsFirm.AnswerDepartmentAsync(Step(filed, "补充")));
        await registry.AsFinance.TakeSupportRequestAsync(Step(filed));
        await Refused.ByAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, registry.AsFinance.AskFirmAsync(Step(filed, " ")));
        var old = Step(filed, "请补充材料");
        old.Etag = filed.Etag;
        await Refused.ByAsync(StatusCode.Aborted, ErrorReason.EtagMismatch, registry.AsFinance.AskFirmAsync(old));
        Assert.Equal((short)SupportState.InProgress, await registry.StateAsync(filed));
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*)::int from support_step where support_request_id = @id::uuid", new { id = filed.SupportRequestId }));
    }

    [Fact]
    public async Task Two_officials_who_take_it_at_once_take_it_once()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(Funding("同时受理"));
        var calls = Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await registry.AsFinance.TakeSupportRequestAsync(Step(filed));
                return true;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.FailedPrecondition)
            {
                return false;
            }
        });
        Assert.Equal(1, (await Task.WhenAll(calls)).Count(taken => taken));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from support_step where support_request_id = @id::uuid and step = 'take'", new { id = filed.SupportRequestId }));
    }
}
