using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.ProjectRegistry.Leads;
using Platform.ProjectRegistry.Reminders;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Leads;

public sealed class LeadTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private static readonly LeadStage[] Way = [LeadStage.Contacted, LeadStage.Visit, LeadStage.Negotiation, LeadStage.Signed, LeadStage.Landed];

    private LeadService.LeadServiceClient Leads => new(registry.Official());

    [Fact]
    public async Task A_lead_goes_stage_by_stage_and_lands_only_in_a_park()
    {
        var lead = await Leads.CreateLeadAsync(Create("天津测试精密有限公司"));
        foreach (var stage in Way[..^1])
        {
            lead = await Leads.MoveLeadAsync(new MoveLeadRequest { LeadId = lead.LeadId, To = stage, Etag = lead.Etag });
        }

        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.LeadParkMissing, Leads.MoveLeadAsync(new MoveLeadRequest { LeadId = lead.LeadId, To = LeadStage.Landed }));
        Assert.Contains("园区", sentence, StringComparison.Ordinal);
        var park = await new ParkService.ParkServiceClient(registry.Official()).CreateParkAsync(
            new CreateParkRequest { NameZh = "承接园区", NameEn = "Park", District = "130371", Level = ParkLevel.National });
        lead.Fields.ParkId = park.ParkId;
        await Leads.UpdateLeadAsync(new UpdateLeadRequest { LeadId = lead.LeadId, Fields = lead.Fields });
        var landed = await Leads.MoveLeadAsync(new MoveLeadRequest { LeadId = lead.LeadId, To = LeadStage.Landed });
        Assert.Equal((LeadStage.Landed, "承接园区"), (landed.Stage, landed.ParkNameZh));
        Assert.Equal(Way, landed.Moves.Select(move => move.To));
        Assert.Equal(1, (await new ParkService.ParkServiceClient(registry.Official()).GetParkAsync(new GetParkRequest { ParkId = park.ParkId })).LeadCount);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Leads.UpdateLeadAsync(new UpdateLeadRequest { LeadId = lead.LeadId, Fields = lead.Fields }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Leads.MoveLeadAsync(new MoveLeadRequest { LeadId = lead.LeadId, To = LeadStage.Lost, Reason = "搬走" }));
    }

    [Fact]
    public async Task A_lost_lead_has_its_reason_and_may_be_taken_up_again()
    {
        var lead = await Leads.CreateLeadAsync(Create("北京测试机器人有限公司"));
        var move = new MoveLeadRequest { LeadId = lead.LeadId, To = LeadStage.Lost };
        await Refused.ByAsync(InvalidArgument, ErrorReason.CommentNeeded, Leads.MoveLeadAsync(move));
        move.Reason = "选址外省";
        move.RequestId = Guid.CreateVersion7().ToString();
        var lost = await Leads.MoveLeadAsync(move);
        Assert.Equal(lost, await Leads.MoveLeadAsync(move));
        Assert.Equal("选址外省", Assert.Single(lost.Moves).Reason);
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Leads.MoveLeadAsync(new MoveLeadRequest { LeadId = lead.LeadId, To = LeadStage.Signed }));
        Assert.Contains("“未成”，不能直接转为“签约”", sentence, StringComparison.Ordinal);
        Assert.Equal(LeadStage.Contacted, (await Leads.MoveLeadAsync(new MoveLeadRequest { LeadId = lead.LeadId, To = LeadStage.Contacted, Reason = "企业重新来电" })).Stage);
    }

    [Fact]
    public async Task Privacy_the_contact_is_masked_and_revealing_it_is_audited()
    {
        var lead = await Leads.CreateLeadAsync(Create("北京保密测试有限公司"));
        Assert.Equal(("张*明", "138****5678"), (lead.Contact.Name, lead.Contact.Phone));
        Assert.Equal("张*明", (await Leads.ListLeadsAsync(new ListLeadsRequest())).Leads.Single(other => other.LeadId == lead.LeadId).Contact.Name);
        await Leads.UpdateLeadAsync(new UpdateLeadRequest { LeadId = lead.LeadId, Fields = lead.Fields });
        var contact = await Leads.RevealLeadContactAsync(new RevealLeadContactRequest { LeadId = lead.LeadId });
        Assert.Equal(("张小明", "13812345678"), (contact.Name, contact.Phone));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*) from audit_entry where action = 'lead.reveal-contact' and entity_id = @LeadId and actor = 'official-1'", new { lead.LeadId }));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*) from audit_entry where entity_id = @LeadId and (detail::text like '%张小明%' or detail::text like '%13812345678%')", new { lead.LeadId }));
    }

    [Fact]
    public async Task The_responsible_official_is_reminded_on_the_day_of_the_next_step_and_once()
    {
        var today = CityDays.Of(registry.Clock.GetUtcNow());
        var lead = await new LeadService.LeadServiceClient(registry.Official("official-7")).CreateLeadAsync(Create("天津提醒测试有限公司", CityDays.Text(today.AddDays(1))));
        await RemindAsync();
        Assert.Equal((0, false), (await RemindersAsync("official-7"), lead.NextStepDue));
        await new LeadService.LeadServiceClient(registry.Official("official-8")).TakeLeadAsync(new TakeLeadRequest { LeadId = lead.LeadId });
        registry.Clock.Move(TimeSpan.FromDays(1));
        try
        {
            await RemindAsync();
            await RemindAsync();
            Assert.True((await Leads.GetLeadAsync(new GetLeadRequest { LeadId = lead.LeadId })).NextStepDue);
        }
        finally
        {
            registry.Clock.Move(TimeSpan.FromDays(-1));
        }

        Assert.Equal((0, 1), (await RemindersAsync("official-7"), await RemindersAsync("official-8")));

        Task RemindAsync() => SendReminders.RunAsync((Store)registry.Services.GetService(typeof(Store))!, Caller.System("test"), CancellationToken.None);
        Task<int> RemindersAsync(string account) => registry.ScalarAsync<int>(
            "select count(*)::int from notification where account_id = @account and topic = 'lead.next-step' and link = @link", new { account, link = $"/leads/{lead.LeadId}" });
    }

    [Theory]
    [InlineData(0, InvalidArgument, ErrorReason.IndustryUnknown)]
    [InlineData(1, InvalidArgument, ErrorReason.CellNotADate)]
    [InlineData(2, NotFound, ErrorReason.NotFound)]
    [InlineData(3, NotFound, ErrorReason.NotFound)]
    [InlineData(4, NotFound, ErrorReason.NotFound)]
    [InlineData(5, InvalidArgument, ErrorReason.InvalidField)]
    public async Task Bad_leads_are_refused_and_store_nothing(int fault, StatusCode code, ErrorReason reason)
    {
        var request = Create($"坏线索测试{fault}");
        switch (fault)
        {
            case 0: request.Fields.Industry = "shipping"; break;
            case 1: request.Fields.NextStepDay = "明天"; break;
            case 2: request.Fields.ParkId = Guid.CreateVersion7().ToString(); break;
            case 3: request.Fields.ProjectId = Guid.CreateVersion7().ToString(); break;
            case 4: request.Fields.ApplicationId = Guid.CreateVersion7().ToString(); break;
            default: request.Fields.ParkId = "x"; break;
        }

        await Refused.ByAsync(code, reason, Leads.CreateLeadAsync(request));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*) from lead where firm_name = @FirmName", new { request.Fields.FirmName }));
    }

    [Fact]
    public async Task Figures_count_by_stage_origin_and_industry_and_leave_lost_ones_out_of_the_last_two()
    {
        var before = await Leads.GetLeadFiguresAsync(new GetLeadFiguresRequest());
        await Leads.CreateLeadAsync(Create("图表测试甲"));
        var lost = await Leads.CreateLeadAsync(Create("图表测试乙"));
        await Leads.MoveLeadAsync(new MoveLeadRequest { LeadId = lost.LeadId, To = LeadStage.Lost, Reason = "资金不足" });
        var after = await Leads.GetLeadFiguresAsync(new GetLeadFiguresRequest());
        Assert.Equal(7, after.ByStage.Count);
        Assert.Equal(1, Difference(figures => figures.ByStage.Single(figure => figure.Stage == LeadStage.Lead).Count));
        Assert.Equal(1, Difference(figures => figures.ByStage.Single(figure => figure.Stage == LeadStage.Lost).Count));
        Assert.Equal(1, Difference(figures => figures.ByOrigin.Single(figure => figure.Origin == LeadOrigin.Tianjin).Count));
        Assert.Equal(5_000_000_00, Difference(figures => figures.ByIndustry.Single(figure => figure.Industry == "high-end-equipment").PlannedInvestmentCnyFen));
        long Difference(Func<LeadFigures, long> value) => value(after) - value(before);
    }

    [Fact]
    public async Task The_list_filters_and_pages()
    {
        var official = new LeadService.LeadServiceClient(registry.Official("official-9"));
        var (first, second) = (await official.CreateLeadAsync(Create("列表测试甲")), await official.CreateLeadAsync(Create("列表测试乙")));
        await official.MoveLeadAsync(new MoveLeadRequest { LeadId = second.LeadId, To = LeadStage.Contacted });
        List<string> seen = [];
        var request = new ListLeadsRequest { Mine = true, PageSize = 1 };
        do
        {
            var page = await official.ListLeadsAsync(request);
            seen.AddRange(page.Leads.Select(lead => lead.LeadId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal([second.LeadId, first.LeadId], seen);
        Assert.Equal(second.LeadId, Assert.Single((await official.ListLeadsAsync(new ListLeadsRequest { Mine = true, Stage = LeadStage.Contacted })).Leads).LeadId);
        Assert.Empty((await official.ListLeadsAsync(new ListLeadsRequest { Mine = true, Origin = LeadOrigin.Beijing })).Leads);
    }

    [Fact]
    public async Task Permission_is_the_officials_alone()
    {
        var lead = await Leads.CreateLeadAsync(Create("权限测试有限公司"));
        foreach (var caller in new[] { registry.Enterprise(RegistryFixture.FirstFirm), registry.University("12130000401704470T"), registry.Reviewer("reviewer-1"), registry.Admin() })
        {
            var client = new LeadService.LeadServiceClient(caller);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ListLeadsAsync(new ListLeadsRequest()));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.GetLeadAsync(new GetLeadRequest { LeadId = lead.LeadId }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.RevealLeadContactAsync(new RevealLeadContactRequest { LeadId = lead.LeadId }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.MoveLeadAsync(new MoveLeadRequest { LeadId = lead.LeadId, To = LeadStage.Contacted }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.GetLeadFiguresAsync(new GetLeadFiguresRequest()));
        }
    }

    [Fact]
    public async Task The_schema_lets_exactly_the_moves_of_the_table_through()
    {
        var lead = await Leads.CreateLeadAsync(Create("状态表测试"));
        await using var connection = await registry.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await RunAsync(connection, $"insert into park (park_id, name_zh, name_en, district, level, area_hectare, created_at) values ('{lead.LeadId}', '表园区', 'park', '1', 1, 1, now()); update lead set park_id = lead_id where lead_id = '{lead.LeadId}'");
        foreach (var from in Enum.GetValues<LeadStage>().Skip(1))
        {
            foreach (var to in Enum.GetValues<LeadStage>().Skip(1).Where(to => to != from))
            {
                await RunAsync(connection, $"alter table lead disable trigger lead_transition; update lead set stage = {(int)from} where lead_id = '{lead.LeadId}'; alter table lead enable trigger lead_transition");
                var refused = await Record.ExceptionAsync(() => RunAsync(connection, $"update lead set stage = {(int)to} where lead_id = '{lead.LeadId}'"));
                Assert.True(LeadStages.MayMove(from, to) == refused is null, $"{from} to {to}");
            }
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static CreateLeadRequest Create(string firm, string nextStepDay = "") => new()
    {
        Fields = new LeadFields
        {
            FirmName = firm, Origin = LeadOrigin.Tianjin, Industry = "high-end-equipment", Source = LeadSource.Alumni, SourceDetail = "校友会天津分会",
            PlannedInvestmentCnyFen = 5_000_000_00, NextStep = "寄送园区资料", NextStepDay = nextStepDay,
        },
        Contact = new LeadContact { Name = "张小明", Phone = "13812345678" },
    };
}
