using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;
using Xunit;
using static Platform.ProjectRegistry.Tests.Support.SupportFixture;

namespace Platform.ProjectRegistry.Tests.Support;

public sealed class SupportNeedTests(SupportFixture registry) : IClassFixture<SupportFixture>
{
    [Fact]
    public async Task A_talent_request_asks_for_a_need_shows_it_and_is_solved_by_the_last_placement()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(TalentAsk());
        var asked = Assert.Single(await registry.RaisedAsync<SupportRequested>(filed.SupportRequestId));
        Assert.Equal((AskingFirm, 2, "PLC编程、工业机器人", "秦皇岛", 1), (asked.OrganisationCode, asked.Talent.Headcount, asked.Talent.SkillsText, asked.Talent.Place, asked.Request.Round));

        var need = Guid.CreateVersion7().ToString();
        await registry.PublishAsync(new TalentNeedBound { NeedId = need, SupportRequest = asked.Request }, need);
        await registry.EventuallyAsync("bound", "select need_id = @need::uuid from support_request where support_request_id = @id::uuid", new { need, id = filed.SupportRequestId });
        Assert.Equal((need, SupportNeed.Talent), ((await registry.ReadAsync(filed)).NeedId, filed.NeedKind));

        await PlaceAsync(need, asked.Request, filled: false);
        var last = Placed(need, asked.Request, filled: true);
        var id = await registry.PublishAsync(last, last.PlacementId);
        await registry.PublishAsync(last, last.PlacementId, id);
        await registry.PublishAsync(last, last.PlacementId);
        await registry.EventuallyAsync("solved", "select state = 4 from support_request where support_request_id = @id::uuid", new { id = filed.SupportRequestId });
        await SettledAsync();

        var solved = await registry.ReadAsync(filed);
        Assert.Equal(["file", "solve-by-event"], solved.Steps.Select(step => step.Step));
        Assert.Contains(last.PlacementId, solved.SolutionText, StringComparison.Ordinal);
        Assert.Equal((0, 0), (solved.FirstAnswerDays, solved.SolutionDays));
        Assert.Single(await registry.TopicsAsync(AskingFirm, filed));
        Assert.Empty(await registry.RaisedAsync<SupportRequestEnded>(filed.SupportRequestId));
    }

    [Fact]
    public async Task A_technology_request_is_solved_by_the_agreement_also_while_it_waits_for_the_firm()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(Technology());
        var asked = Assert.Single(await registry.RaisedAsync<SupportRequested>(filed.SupportRequestId));
        Assert.Equal(("high-end-equipment", "焊缝缺陷在线识别", 30000000), (asked.Technology.Industry, asked.Technology.Description, asked.Technology.BudgetCnyFen));
        await registry.AsOffice.TakeSupportRequestAsync(Step(filed));
        await registry.AsOffice.AskFirmAsync(Step(filed, "请明确指标。"));
        var signed = new AgreementSigned { AgreementId = Guid.CreateVersion7().ToString(), SupportRequests = { asked.Request } };
        await registry.PublishAsync(signed, signed.AgreementId);
        await registry.EventuallyAsync("solved", "select state = 4 from support_request where support_request_id = @id::uuid", new { id = filed.SupportRequestId });
    }

    [Fact]
    public async Task Withdrawing_rejecting_and_solving_by_hand_end_the_need()
    {
        var withdrawn = await registry.AsFirm.FileSupportRequestAsync(TalentAsk("撤回的岗位"));
        await registry.AsFirm.WithdrawSupportRequestAsync(Step(withdrawn, "已自行招到。"));
        var rejected = await registry.AsFirm.FileSupportRequestAsync(TalentAsk("不受理的岗位"));
        await registry.AsOffice.RejectSupportRequestAsync(new RejectSupportRequestRequest { SupportRequestId = rejected.SupportRequestId, Ground = RejectionGround.NotCompetent, Reason = "请走市场招聘。" });
        var solved = await registry.AsFirm.FileSupportRequestAsync(Technology("人工解决的难题"));
        await registry.AsOffice.TakeSupportRequestAsync(Step(solved));
        await registry.AsOffice.SolveSupportRequestAsync(Step(solved, "由设备厂家解决。"));
        foreach (var request in new[] { withdrawn, rejected, solved })
        {
            Assert.Equal(1, Assert.Single(await registry.RaisedAsync<SupportRequestEnded>(request.SupportRequestId)).Request.Round);
        }

        var late = Placed(Guid.CreateVersion7().ToString(), new SupportRequestRef { SupportRequestId = withdrawn.SupportRequestId, Round = 1 }, filled: true);
        await registry.PublishAsync(late, late.PlacementId);
        await SettledAsync();
        Assert.Equal((short)SupportState.Withdrawn, await registry.StateAsync(withdrawn));
    }

    [Fact]
    public async Task A_reopened_request_asks_anew_and_an_event_of_the_former_period_solves_nothing()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(TalentAsk("复招岗位"));
        var first = new SupportRequestRef { SupportRequestId = filed.SupportRequestId, Round = 1 };
        await PlaceAsync(Guid.CreateVersion7().ToString(), first, filled: true);
        await registry.EventuallyAsync("solved", "select state = 4 from support_request where support_request_id = @id::uuid", new { id = filed.SupportRequestId });
        await registry.AsFirm.ReopenSupportRequestAsync(Step(filed, "人员已离职。"));
        Assert.Equal([1, 2], (await registry.RaisedAsync<SupportRequested>(filed.SupportRequestId)).Select(asked => asked.Request.Round));

        await PlaceAsync(Guid.CreateVersion7().ToString(), first, filled: true);
        await SettledAsync();
        Assert.Equal((short)SupportState.Reopened, await registry.StateAsync(filed));
        await PlaceAsync(Guid.CreateVersion7().ToString(), new SupportRequestRef { SupportRequestId = filed.SupportRequestId, Round = 2 }, filled: true);
        await registry.EventuallyAsync("solved again", "select state = 4 from support_request where support_request_id = @id::uuid", new { id = filed.SupportRequestId });
    }

    private static TalentPlaced Placed(string need, SupportRequestRef request, bool filled) => new()
    {
        PlacementId = Guid.CreateVersion7().ToString(), NeedId = need, TalentId = Guid.CreateVersion7().ToString(), OrganisationCode = AskingFirm, NeedFilled = filled, SupportRequests = { request },
    };

    private Task PlaceAsync(string need, SupportRequestRef request, bool filled)
    {
        var placed = Placed(need, request, filled);
        return registry.PublishAsync(placed, placed.PlacementId);
    }

    /// <summary>Until a later event of each lane was handled, and with it what was published before.</summary>
    private async Task SettledAsync()
    {
        for (var i = 0; i < 16; i++)
        {
            var mark = Guid.CreateVersion7().ToString();
            var id = await registry.PublishAsync(new TalentPlaced { PlacementId = mark, TalentId = mark }, mark);
            await registry.EventuallyAsync("a later event is handled", "select exists (select 1 from inbox where event_id = @id)", new { id });
        }
    }
}
