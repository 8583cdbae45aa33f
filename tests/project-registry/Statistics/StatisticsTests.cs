using System.Text;
using MiniExcelLibs;
using Platform.Common.V1;
using Platform.ProjectRegistry.Statistics;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Statistics;

public sealed class StatisticsTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private StatisticsService.StatisticsServiceClient Client => new(registry.Official());

    [Fact]
    public async Task Retention_shows_the_latest_telling_of_a_month_and_nothing_of_a_group_too_small()
    {
        var first = Measured("2031-04", 1, new RetentionTotal { Months = 6, Due = 20, Answered = 15, InCity = 9 }, new RetentionTotal { Months = 12, Suppressed = true });
        await registry.PublishAsync(Measured("2031-04", 2, new RetentionTotal { Months = 6, Due = 20, Answered = 16, InCity = 12 }, new RetentionTotal { Months = 12, Suppressed = true }), "2031-04");
        await registry.EventuallyAsync("it is kept", "select exists (select 1 from retention_month where month = '2031-04-01' and telling = 2)");
        var late = await registry.PublishAsync(first, "2031-04", sequence: 2);
        await registry.EventuallyAsync("the older is received", "select exists (select 1 from inbox where event_id = @late)", new { late });
        var row = Assert.Single((await Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "retention", Year = 2031 })).Rows);
        Assert.Equal(("2031-04", "20,16,12,75.0,,,,,,,,"), (row.Row, string.Join(',', row.Values)));
        Assert.Equal(2, await registry.ScalarAsync<long>("select count(*) from retention_month where month = '2031-04-01'"));
    }

    private static RetentionMeasured Measured(string month, int telling, params RetentionTotal[] totals) => new() { Month = month, Telling = telling, Totals = { totals } };

    [Fact]
    public async Task The_funnel_counts_every_application_at_each_stage_that_it_reached()
    {
        var journey = await Journey.AdmittedAsync(registry);
        var row = Assert.Single((await Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel", BatchId = journey.BatchId })).Rows);
        // Two seats and one place on the waitlist for five applications, all of which passed the formal check.
        Assert.Equal(["2026", "5", "5", "5", "2", "2", "1", "2", "0", "100.0", "40.0"], row.Values);
    }

    [Fact]
    public async Task Industries_add_up_to_the_batch_and_an_empty_one_has_no_shares()
    {
        var journey = await Journey.AdmittedAsync(registry);
        var table = await Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "industries", BatchId = journey.BatchId });
        Assert.Equal(5, table.Rows.Count);
        Assert.Equal(5, table.Rows.Sum(row => int.Parse(row.Values[0])));
        Assert.Equal(2, table.Rows.Sum(row => int.Parse(row.Values[1])));
        var stored = await registry.ScalarAsync<decimal>("select sum(total_investment_cny_fen) / 1000000.0 from application where batch_id = @id::uuid", new { id = journey.BatchId });
        Assert.Equal(stored, table.Rows.Sum(row => decimal.Parse(row.Values[3])));
        Assert.All(table.Rows.Where(row => row.Values[1] == "0"), row => Assert.Equal(("", ""), (row.Values[6], row.Values[7])));
    }

    [Fact]
    public async Task Rehearsals_and_other_years_count_only_where_they_are_asked_for()
    {
        var journey = await Journey.OpenAsync(registry, batch => batch.Year = 2031);
        Assert.Empty((await Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel", Year = 2031 })).Rows);
        Assert.Empty((await Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel", Year = 2032, IncludeRehearsals = true })).Rows);
        var rows = (await Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel", Year = 2031, IncludeRehearsals = true })).Rows;
        Assert.Equal(journey.BatchId, Assert.Single(rows).Row);
    }

    [Fact]
    public async Task Every_table_answers_and_every_figure_has_its_definition_in_both_languages()
    {
        await Journey.AdmittedAsync(registry);
        Assert.Equal(Tables.Names.Order(StringComparer.Ordinal), Definitions.Tables.Select(table => table.Table).Order(StringComparer.Ordinal));
        foreach (var language in (string[])["zh-CN", "en"])
        {
            foreach (var name in Tables.Names)
            {
                var table = await Client.GetStatisticsAsync(new GetStatisticsRequest { Table = name, IncludeRehearsals = true }, new Grpc.Core.Metadata { { "accept-language", language } });
                Assert.All(table.Columns, column => Assert.NotEqual(("", ""), (column.Title, column.Definition)));
                Assert.All(table.Columns, column => Assert.NotEmpty(column.Definition));
                Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Values.Count));
            }
        }
    }

    [Fact]
    public async Task An_export_carries_the_figures_and_their_definitions()
    {
        var journey = await Journey.AdmittedAsync(registry);
        var csv = await Client.ExportStatisticsAsync(new ExportStatisticsRequest { Table = "funnel", BatchId = journey.BatchId, Format = ExportFormat.Csv });
        var text = Encoding.UTF8.GetString(csv.Content.Span);
        Assert.Equal('\uFEFF', text[0]);
        Assert.Contains("二〇二六年第一批,2026,5,5,5,2,2,1,2,0,100.0,40.0", text, StringComparison.Ordinal);
        Assert.Contains("已入库数 ÷ 已提交数", text, StringComparison.Ordinal);

        var xlsx = await Client.ExportStatisticsAsync(new ExportStatisticsRequest { Table = "funnel", BatchId = journey.BatchId, Format = ExportFormat.Xlsx });
        using var stream = new MemoryStream(xlsx.Content.ToByteArray());
        Assert.Equal(["申报漏斗", "口径说明"], stream.GetSheetNames());
        var rows = stream.Query(sheetName: "申报漏斗").Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(("批次", "二〇二六年第一批", 5d), (rows[0]["A"], rows[1]["A"], Convert.ToDouble(rows[1]["C"])));
    }

    [Fact]
    public async Task A_name_that_would_run_as_a_formula_is_exported_as_text()
    {
        var journey = await Journey.OpenAsync(registry, batch => batch.Name = "=1+1");
        var csv = await Client.ExportStatisticsAsync(new ExportStatisticsRequest { Table = "funnel", BatchId = journey.BatchId, Format = ExportFormat.Csv });
        Assert.DoesNotContain("\n=1+1", Encoding.UTF8.GetString(csv.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_count_by_kind_with_medians_in_working_days_and_the_share_solved_in_time()
    {
        // Whoever reads the kinds first puts them into the database.
        await new SupportService.SupportServiceClient(registry.Official()).ListSupportKindsAsync(new ListSupportKindsRequest());
        await FileAsync("2029-02-01", state: 5, firstAnswer: 1, solution: 4, inTime: true, satisfaction: 5);
        await FileAsync("2029-03-01", state: 4, firstAnswer: 2, solution: 8, inTime: false);
        await FileAsync("2029-04-01", state: 2, firstAnswer: 6, overdueOn: "2026-01-05");
        await FileAsync("2029-05-01", state: 7);
        // New Year's Eve of 2028 in Greenwich is New Year of 2029 in the city; a year later it is 2030 there.
        await FileAsync("2028-12-31T16:30:00Z", state: 6);
        await FileAsync("2029-12-31T16:30:00Z", state: 6);
        var table = await Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "support", Year = 2029 });
        Assert.Equal(["5", "1", "2", "1", "1", "1", "2.0", "6.0", "50.0", "5.0"], table.Rows.Single(row => row.Row == "approvals").Values);
        Assert.Equal(["0", "0", "0", "0", "0", "0", "", "", "", ""], table.Rows.Single(row => row.Row == "funding").Values);
    }

    [Fact]
    public async Task Penetration_rests_on_the_last_measurement_of_each_park_and_stands_beside_the_studys_baseline()
    {
        await registry.ScalarAsync<int>("""
            insert into park (park_id, name_zh, name_en, district, level, area_hectare, created_at)
            values ('00000000-0000-7000-8000-0000000000a1', '甲园区', 'Park A', '130302', 1, 100, now()), ('00000000-0000-7000-8000-0000000000a2', '乙园区', 'Park B', '130303', 2, 50, now());
            insert into park_measurement (park_id, measured_on, coverage_5g_bp, coverage_pon_bp, firms_above_scale, firms_connected, source, recorded_at)
            values ('00000000-0000-7000-8000-0000000000a1', '2025-01-01', 0, 0, 40, 40, '测试', now()), ('00000000-0000-7000-8000-0000000000a1', '2026-01-01', 0, 0, 60, 12, '测试', now()),
                ('00000000-0000-7000-8000-0000000000a2', '2026-01-01', 0, 0, 20, 8, '测试', now());
            select 1
            """);
        var table = await Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "indicators" });
        var row = table.Rows.Single(row => row.Row == "platform-penetration");
        Assert.Equal(["25.00", "14.70", "10.30", "2"], row.Values);
        Assert.Contains("10.33142/sca.v8i3.15774", row.Source, StringComparison.Ordinal);
    }

    private Task FileAsync(
        string filed, short state, int? firstAnswer = null, int? solution = null, bool? inTime = null, short? satisfaction = null, string? overdueOn = null) =>
        registry.ScalarAsync<int>(
            """
            insert into support_request (support_request_id, organisation_code, organisation_name, kind_code, kind_version, district, industry, title, description,
                form_values, priority, department_code, state, first_answer_limit, solution_limit, filed_at, first_answered_at, first_answer_days, solved_at,
                solution_days, solved_in_time, reopen_until, closed_at, satisfaction, rejection_ground, solution_overdue_on)
            values (gen_random_uuid(), @firm, '企业', 'approvals', 1, '', '', '诉求', '说明', '{}', 1, 'approvals', @state, 3, 15, @filed,
                case when @firstAnswer is not null then @filed end, @firstAnswer, case when @solution is not null then @filed end, @solution, @inTime,
                case when @solution is not null then date '2029-12-31' end, case when @state = 5 then @filed end, @satisfaction, case when @state = 6 then 1 else 0 end, @overdueOn::date)
            returning 1
            """,
            new { firm = RegistryFixture.FirstFirm, filed = DateTimeOffset.Parse(filed, null).ToUniversalTime(), state, firstAnswer, solution, inTime, satisfaction, overdueOn });

    [Fact]
    public async Task Unknown_tables_and_batches_and_other_roles_are_refused()
    {
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "weather" }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel", BatchId = Guid.Empty.ToString() }));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel", BatchId = "first" }));
        var firm = new StatisticsService.StatisticsServiceClient(registry.Enterprise(RegistryFixture.FirstFirm));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, firm.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel" }));
    }
}
