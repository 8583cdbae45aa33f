using System.Diagnostics;
using System.Text;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Listings;

public sealed class ListingImportTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private const string Header = "成果名称,完成单位,产业,成果简介,技术就绪度,意向价格(万元)\n";

    [Fact]
    public async Task The_shipped_file_is_imported_listed_and_a_second_time_refused_row_by_row()
    {
        var client = service.Listings(service.Official());
        var report = await TransferFixture.ImportAsync(client.ImportListings(), "listings.csv", TransferFixture.Shipped("listings.csv"));
        Assert.Equal((40, 40, 0), (report.RowsRead, report.RowsImported, report.ProblemCount));
        Assert.Equal(40, await service.ScalarAsync<int>("select count(*) from listing where state = 2 and listing_id::text = any(@ids)", new { ids = report.Ids.ToArray() }));
        Assert.Equal(18, await service.ScalarAsync<int>("select count(*) from listing where owner_code = @Yanshan and title_key <> ''", new { TransferFixture.Yanshan }));
        var first = await client.GetListingAsync(new GetListingRequest { ListingId = report.Ids[0] });
        Assert.Equal(("带钢冷轧板形智能闭环控制技术", 8, 260_000_000L, TransferForm.Licence), (first.Title, first.TechnologyReadiness, first.AskingPriceCnyFen, first.Form));
        Assert.Equal(["ZL201919900011.5"], first.PatentNumbers);

        var again = await TransferFixture.ImportAsync(client.ImportListings(), "listings.csv", TransferFixture.Shipped("listings.csv"), partial: true);
        Assert.Equal((0, 40), (again.RowsImported, again.ProblemCount));
        Assert.All(again.Problems, problem => Assert.Equal(ErrorReason.DuplicateInDatabase, problem.Reason));
    }

    [Fact]
    public async Task A_bad_row_stops_all_and_with_allow_partial_itself_alone()
    {
        var client = service.Listings(service.Official());
        var bad = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "imports", "listings-bad-cells.csv"));
        var content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bad).Replace("燕山大学", "天津沽潮机器人技术研究院", StringComparison.Ordinal));
        var before = await service.ScalarAsync<int>("select count(*) from listing");
        var report = await TransferFixture.ImportAsync(client.ImportListings(), "bad.csv", content);
        Assert.Equal((5, 0, 4), (report.RowsRead, report.RowsImported, report.ProblemCount));
        Assert.Equal(
            [(2, "专利号", ErrorReason.PatentNumberInvalid), (3, "技术就绪度", ErrorReason.CellOutOfRange), (4, "产业", ErrorReason.IndustryUnknown), (5, "意向价格(万元)", ErrorReason.CellNegative)],
            report.Problems.Select(problem => (problem.Row, problem.Column, problem.Reason)));
        Assert.Equal(before, await service.ScalarAsync<int>("select count(*) from listing"));

        var partial = await TransferFixture.ImportAsync(client.ImportListings(), "bad.csv", content, partial: true);
        Assert.Equal(1, partial.RowsImported);
        Assert.Equal(before + 1, await service.ScalarAsync<int>("select count(*) from listing"));
    }

    [Fact]
    public async Task Rows_of_a_unit_that_has_not_joined_are_claimed_when_it_joins()
    {
        var content = Encoding.UTF8.GetBytes(Header + "海洋平台防腐涂层测评,（某）海洋　研究院,新材料,在实海环境挂片三年的数据与测评方法。,6,\n");
        var report = await TransferFixture.ImportAsync(service.Listings(service.Official()).ImportListings(), "one.csv", content);
        var listing = await service.Listings(service.Official()).GetListingAsync(new GetListingRequest { ListingId = report.Ids.Single() });
        Assert.Equal("", listing.OwnerCode);

        const string code = "12130000YQ00099999";
        await service.JoinAsync(code, "(某)海洋研究院", OrganisationKind.University);
        await service.EventuallyAsync("claimed", "select exists (select from listing where listing_id = @id and owner_code = @code)", new { id = Guid.Parse(listing.ListingId), code });
        var withdrawn = await service.Listings(service.University(code)).WithdrawListingAsync(new ListingStepRequest { ListingId = listing.ListingId });
        Assert.Equal((ListingState.Withdrawn, "(某)海洋研究院"), (withdrawn.State, withdrawn.OwnerName));
    }

    [Fact]
    public async Task The_same_request_id_imports_once()
    {
        var client = service.Listings(service.University(TransferFixture.Northeastern));
        var content = Encoding.UTF8.GetBytes(Header + "重复请求的成果,东北大学秦皇岛分校,电子信息,同一请求发送两次只导入一次的成果。,5,12.5\n");
        var first = await TransferFixture.ImportAsync(client.ImportListings(), "one.csv", content, requestId: "import-1");
        var second = await TransferFixture.ImportAsync(client.ImportListings(), "one.csv", content, requestId: "import-1");
        Assert.Equal(first, second);
        Assert.Equal(1, await service.ScalarAsync<int>("select count(*) from listing where title = '重复请求的成果'"));
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.RequestIdReused, () =>
            TransferFixture.ImportAsync(client.ImportListings(), "one.csv", [.. content, .. "x"u8], requestId: "import-1"));
    }

    [Fact]
    public async Task Six_thousand_rows_are_imported_in_seconds()
    {
        var file = new StringBuilder(Header);
        for (var n = 0; n < 6000; n++)
        {
            file.Append("批量成果").Append(n).Append(",天津汐岸先进制造研究中心,新材料,批量导入的成果简介，长度足够，用于检验速度。,6,10\n");
        }

        var start = Stopwatch.GetTimestamp();
        var report = await TransferFixture.ImportAsync(service.Listings(service.Official()).ImportListings(), "many.csv", Encoding.UTF8.GetBytes(file.ToString()));
        Assert.Equal(6000, report.RowsImported);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
