using System.Text;
using MiniExcelLibs;
using Platform.Common.V1;
using Platform.ProjectRegistry.Statistics;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Statistics;

public sealed class StatisticsTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private StatisticsService.StatisticsServiceClient Client => new(registry.Official());

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
    public async Task Unknown_tables_and_batches_and_other_roles_are_refused()
    {
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "weather" }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel", BatchId = Guid.Empty.ToString() }));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Client.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel", BatchId = "first" }));
        var firm = new StatisticsService.StatisticsServiceClient(registry.Enterprise(RegistryFixture.FirstFirm));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, firm.GetStatisticsAsync(new GetStatisticsRequest { Table = "funnel" }));
    }
}
