using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;
using static Platform.ProjectRegistry.Tests.Support.SupportFixture;

namespace Platform.ProjectRegistry.Tests.Support;

public sealed class SupportPermissionTests(SupportFixture registry) : IClassFixture<SupportFixture>
{
    [Fact]
    public async Task A_request_does_not_exist_to_another_firm()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(Funding("只给自己看"));
        var get = new GetSupportRequestRequest { SupportRequestId = filed.SupportRequestId };
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.AsOtherFirm.GetSupportRequestAsync(get));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.AsOtherFirm.WithdrawSupportRequestAsync(Step(filed, "撤回")));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.AsOtherFirm.PostSupportMessageAsync(new PostSupportMessageRequest { SupportRequestId = filed.SupportRequestId, Text = "偷看" }));
        var seen = await registry.AsOtherFirm.ListSupportRequestsAsync(new ListSupportRequestsRequest { OrganisationCode = AskingFirm });
        Assert.Empty(seen.SupportRequests);
        Assert.Contains((await registry.AsFirm.ListSupportRequestsAsync(new ListSupportRequestsRequest { PageSize = 200 })).SupportRequests, one => one.SupportRequestId == filed.SupportRequestId);
        Assert.Equal((short)SupportState.Filed, await registry.StateAsync(filed));
    }

    [Fact]
    public async Task Officials_of_another_department_read_and_note_but_do_not_handle()
    {
        var taken = await registry.TakenAsync("他部门");
        var seen = await registry.AsEducation.GetSupportRequestAsync(new GetSupportRequestRequest { SupportRequestId = taken.SupportRequestId });
        Assert.Equal((false, false, true), (seen.OnMyDesk, seen.MayTransfer, (await registry.ReadAsync(taken)).MayTransfer));
        var reject = new RejectSupportRequestRequest { SupportRequestId = taken.SupportRequestId, Ground = RejectionGround.Unfounded, Reason = "越权" };
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherDepartment, registry.AsEducation.RejectSupportRequestAsync(reject));
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherDepartment, registry.AsEducation.SolveSupportRequestAsync(Step(taken, "越权办结")));
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherDepartment, registry.AsOffice.AskFirmAsync(Step(taken, "越权询问")));
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherDepartment, registry.AsEducation.PostSupportMessageAsync(new PostSupportMessageRequest { SupportRequestId = taken.SupportRequestId, Text = "越权答复" }));
        await registry.AsEducation.PostSupportMessageAsync(new PostSupportMessageRequest { SupportRequestId = taken.SupportRequestId, Text = "仅供参考", Internal = true });
        Assert.Equal((short)SupportState.InProgress, await registry.StateAsync(taken));
    }

    [Fact]
    public async Task A_firm_neither_reads_nor_writes_internal_notes()
    {
        var taken = await registry.TakenAsync("内部备注");
        await registry.AsFinance.PostSupportMessageAsync(new PostSupportMessageRequest { SupportRequestId = taken.SupportRequestId, Text = "企业信用待核", Internal = true });
        Assert.Empty((await registry.AsFirm.GetSupportRequestAsync(new GetSupportRequestRequest { SupportRequestId = taken.SupportRequestId })).Messages);
        Assert.Single((await registry.ReadAsync(taken)).Messages);
        Assert.DoesNotContain("support.message", await registry.TopicsAsync(AskingFirm, taken));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.AsFirm.PostSupportMessageAsync(new PostSupportMessageRequest { SupportRequestId = taken.SupportRequestId, Text = "内部", Internal = true }));
    }

    [Fact]
    public async Task A_desk_shows_what_its_organisation_handles_and_the_office_has_those_of_departments_without_one()
    {
        var finance = await registry.TakenAsync("财政局的");
        var land = await registry.AsFirm.FileSupportRequestAsync(new FileSupportRequestRequest
        {
            KindCode = "land", Title = "二期用地", Description = "二期厂房需要用地。",
            Values = { new FormValue { Code = "area_m2", Value = "20000" }, new FormValue { Code = "use", Value = "industrial" } },
        });
        var desk = new ListSupportRequestsRequest { MyDesk = true, PageSize = 200 };
        var ofFinance = (await registry.AsFinance.ListSupportRequestsAsync(desk)).SupportRequests.Select(one => one.SupportRequestId).ToList();
        var ofOffice = (await registry.AsOffice.ListSupportRequestsAsync(desk)).SupportRequests.Select(one => one.SupportRequestId).ToList();
        Assert.Contains(finance.SupportRequestId, ofFinance);
        Assert.DoesNotContain(land.SupportRequestId, ofFinance);
        Assert.Contains(land.SupportRequestId, ofOffice);
        Assert.DoesNotContain(finance.SupportRequestId, ofOffice);
        Assert.Equal(SupportState.InProgress, (await registry.AsOffice.TakeSupportRequestAsync(Step(land))).State);
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherDepartment, registry.AsFinance.AskFirmAsync(Step(land, "越权")));
        Assert.NotEmpty((await registry.AsFinance.ListSupportRequestsAsync(new ListSupportRequestsRequest { KindCode = "land" })).SupportRequests);
    }

    [Fact]
    public async Task Calls_are_refused_to_roles_that_have_no_part_in_it()
    {
        var filed = await registry.AsFirm.FileSupportRequestAsync(Funding("角色"));
        foreach (var other in new[] { registry.University("12130300401887061P"), registry.Reviewer("reviewer-1") })
        {
            var client = new SupportService.SupportServiceClient(other);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ListSupportRequestsAsync(new ListSupportRequestsRequest()));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.GetSupportRequestAsync(new GetSupportRequestRequest { SupportRequestId = filed.SupportRequestId }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.FileSupportRequestAsync(Funding()));
        }

        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.AsFirm.TakeSupportRequestAsync(Step(filed)));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.AsFirm.GetSupportOverviewAsync(new GetSupportOverviewRequest()));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.AsFinance.FileSupportRequestAsync(Funding()));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.AsFinance.CloseSupportRequestAsync(new CloseSupportRequestRequest { SupportRequestId = filed.SupportRequestId, Satisfaction = 5 }));
        var kind = (await registry.AsFirm.ListSupportKindsAsync(new ListSupportKindsRequest())).Kinds[0];
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.AsFirm.SaveSupportKindAsync(new SaveSupportKindRequest { Kind = kind }));
        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, new SupportService.SupportServiceClient(registry.Anonymous()).ListSupportKindsAsync(new ListSupportKindsRequest()));
        Assert.Equal((short)SupportState.Filed, await registry.StateAsync(filed));
    }

    [Fact]
    public async Task The_overview_counts_by_department_and_kind()
    {
        var before = await registry.AsOffice.GetSupportOverviewAsync(new GetSupportOverviewRequest());
        var solved = await registry.SolvedAsync("概览");
        await registry.AsFirm.CloseSupportRequestAsync(new CloseSupportRequestRequest { SupportRequestId = solved.SupportRequestId, Satisfaction = 5 });
        await registry.TakenAsync("概览二");
        var after = await registry.AsOffice.GetSupportOverviewAsync(new GetSupportOverviewRequest());
        DepartmentLoad Load(SupportOverview overview) => overview.Departments.Single(one => one.DepartmentCode == "finance");
        KindFigures Figures(SupportOverview overview) => overview.Kinds.Single(one => one.KindCode == "funding");
        Assert.Equal((Load(before).Solved + 1, Load(before).InProgress + 1), (Load(after).Solved, Load(after).InProgress));
        Assert.Equal((Figures(before).FiledCount + 2, Figures(before).ScoredCount + 1), (Figures(after).FiledCount, Figures(after).ScoredCount));
        Assert.Equal((10000, 10000), (Figures(after).FirstAnswerInTimeBp, Figures(after).SolutionInTimeBp));
    }
}
