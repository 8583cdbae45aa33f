using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;
using Xunit;
using static Platform.ProjectRegistry.Tests.Support.SupportFixture;

namespace Platform.ProjectRegistry.Tests.Support;

/// <summary>Each test moves the clock: what another left behind is looked at too, and is none of its business.</summary>
public sealed class SupportClockTests(SupportFixture registry) : IClassFixture<SupportFixture>
{
    [Fact]
    public async Task The_clock_stands_while_waiting_for_the_firm()
    {
        var taken = await registry.TakenAsync("暂停计时");
        registry.MoveWorkingDays(2);
        await registry.AsFinance.AskFirmAsync(Step(taken, "请补充。"));
        registry.MoveWorkingDays(40);
        var waiting = await registry.ReadAsync(taken);
        Assert.Equal((2, false, ClockState.OnTime), (waiting.Solution.UsedDays, waiting.Solution.Running, waiting.Solution.State));
        Assert.Contains("等待企业补充", waiting.Solution.Reason, StringComparison.Ordinal);
        await registry.WatchAsync();
        Assert.DoesNotContain((await registry.ReadAsync(taken)).Escalations, escalation => escalation.Clock == SupportClock.Solution);

        var answered = await registry.AsFirm.AnswerDepartmentAsync(Step(taken, "已补充。"));
        Assert.Equal(CityDays.Text(WorkingDays.OfFiles.LastOf(registry.Today, 28)), answered.Solution.DueDate);
        registry.MoveWorkingDays(3);
        var solved = await registry.AsFinance.SolveSupportRequestAsync(Step(taken, "已办结。"));
        Assert.Equal((2, 5), (solved.FirstAnswerDays, solved.SolutionDays));
    }

    [Fact]
    public async Task A_visible_message_of_the_department_is_the_first_answer_and_an_internal_note_is_none()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(Funding("首次答复"));
        registry.MoveWorkingDays(1);
        var noted = await registry.AsOffice.PostSupportMessageAsync(new PostSupportMessageRequest { SupportRequestId = filed.SupportRequestId, Text = "请财政局尽快。", Internal = true });
        Assert.False(noted.HasFirstAnswerDays);
        registry.MoveWorkingDays(1);
        var answered = await registry.AsFinance.PostSupportMessageAsync(new PostSupportMessageRequest { SupportRequestId = filed.SupportRequestId, Text = "已收到，本周答复。" });
        Assert.Equal((2, false), (answered.FirstAnswerDays, answered.FirstAnswer.Running));
        registry.MoveWorkingDays(5);
        var later = await registry.AsFinance.PostSupportMessageAsync(new PostSupportMessageRequest { SupportRequestId = filed.SupportRequestId, Text = "仍在协调。" });
        Assert.Equal(2, later.FirstAnswerDays);
        Assert.Equal(["support.message", "support.message"], await registry.TopicsAsync(AskingFirm, filed));
        Assert.Equal(2, (await registry.AsFirm.GetSupportRequestAsync(new GetSupportRequestRequest { SupportRequestId = filed.SupportRequestId })).Messages.Count);
    }

    [Fact]
    public async Task Each_level_escalates_once_to_the_department_the_office_and_the_leadership()
    {
        // First answer within 3 days; solution within 30.
        var filed = await registry.AsFirm.FileSupportRequestAsync(Funding("逐级督办"));
        await registry.WatchAsync();
        Assert.Empty((await registry.ReadAsync(filed)).Escalations);

        registry.MoveWorkingDays(3);
        await Task.WhenAll(registry.WatchAsync(), registry.WatchAsync(), registry.WatchAsync());
        Assert.Equal([(1, DepartmentRole.Ordinary)], await LevelsAsync(filed));
        registry.MoveWorkingDays(1);
        await registry.WatchAsync();
        await registry.WatchAsync();
        Assert.Equal([(1, DepartmentRole.Ordinary), (2, DepartmentRole.Coordinating)], await LevelsAsync(filed));
        registry.MoveWorkingDays(4);
        await registry.WatchAsync();
        Assert.Equal([(1, DepartmentRole.Ordinary), (2, DepartmentRole.Coordinating), (3, DepartmentRole.Leadership)], await LevelsAsync(filed));

        Assert.Equal(["support.escalated-1"], (await registry.TopicsAsync(Finance, filed)).Where(topic => topic.Contains("escalated", StringComparison.Ordinal)));
        Assert.Equal(["support.escalated-2"], await registry.TopicsAsync(Office, filed));
        Assert.Equal(["support.escalated-3"], await registry.TopicsAsync(Supervision, filed));
        Assert.Equal(3, await registry.ScalarAsync<int>("select count(*)::int from audit_entry where action = 'support-request.escalate' and entity_id = @id", new { id = filed.SupportRequestId }));
    }

    [Fact]
    public async Task What_a_standstill_of_the_platform_left_out_is_made_up_for_and_a_new_period_escalates_anew()
    {
        var solved = await registry.SolvedAsync("停机补办");
        await registry.AsFirm.ReopenSupportRequestAsync(Step(solved, "未解决。"));
        registry.MoveWorkingDays(36);
        await registry.WatchAsync();
        var read = await registry.ReadAsync(solved);
        Assert.Equal([1, 2, 3], read.Escalations.Select(escalation => escalation.Level));
        Assert.All(read.Escalations, escalation => Assert.Equal((2, SupportClock.Solution, 36), (escalation.Round, escalation.Clock, escalation.UsedDays)));
        Assert.Equal(ClockState.Overdue, read.Solution.State);

        await registry.AsFinance.TakeSupportRequestAsync(Step(solved));
        await registry.AsFinance.SolveSupportRequestAsync(Step(solved, "终于解决。"));
        Assert.False(await registry.ScalarAsync<bool>("select solved_in_time from support_request where support_request_id = @id::uuid", new { id = solved.SupportRequestId }));
        await registry.WatchAsync();
        Assert.Equal(3, (await registry.ReadAsync(solved)).Escalations.Count);
    }

    [Fact]
    public async Task Officials_list_what_is_overdue_and_what_is_due_first()
    {
        var late = await registry.TakenAsync("先到期");
        registry.MoveWorkingDays(4);
        var fresh = await registry.TakenAsync("后到期");
        var overdue = (await registry.AsOffice.ListSupportRequestsAsync(new ListSupportRequestsRequest { Overdue = true, PageSize = 200 })).SupportRequests;
        Assert.Contains(overdue, request => request.SupportRequestId == late.SupportRequestId);
        Assert.DoesNotContain(overdue, request => request.SupportRequestId == fresh.SupportRequestId);

        List<string> seen = [];
        var page = new ListSupportRequestsRequest { Sort = SupportSort.Due, State = SupportState.InProgress, PageSize = 1 };
        do
        {
            var answer = await registry.AsOffice.ListSupportRequestsAsync(page);
            seen.AddRange(answer.SupportRequests.Select(request => request.SupportRequestId));
            page.PageToken = answer.NextPageToken;
        }
        while (page.PageToken.Length > 0);
        Assert.Equal(seen.Distinct(), seen);
        Assert.True(seen.IndexOf(late.SupportRequestId) < seen.IndexOf(fresh.SupportRequestId));
    }

    [Fact]
    public async Task A_day_that_the_city_sets_as_a_holiday_does_not_count()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(Funding("临时放假"));
        var holiday = WorkingDays.OfFiles.LastOf(registry.Today, 1);
        await using (var connection = await registry.Database.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = $"insert into calendar_day (day, working, name, source) values ('{CityDays.Text(holiday)}', false, '市里放假', '通知')";
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        registry.MoveWorkingDays(2);
        Assert.Equal(1, (await registry.ReadAsync(filed)).Solution.UsedDays);
        await using var again = await registry.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var delete = again.CreateCommand();
        delete.CommandText = "delete from calendar_day";
        await delete.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<(int, DepartmentRole)>> LevelsAsync(SupportRequest request) =>
        [.. (await registry.ReadAsync(request)).Escalations.Where(escalation => escalation.Clock == SupportClock.FirstAnswer).Select(escalation => (escalation.Level, escalation.Told))];
}
