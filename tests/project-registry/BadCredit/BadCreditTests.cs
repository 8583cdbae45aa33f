using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.BadCredit;

public sealed class BadCreditTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Firm = RegistryFixture.FirstFirm;

    private BadCreditService.BadCreditServiceClient Official => new(registry.Official());

    [Fact]
    public async Task An_entry_is_in_force_until_the_day_it_is_lifted()
    {
        var entry = await Official.AddBadCreditEntryAsync(Entry(Firm, "2026-02-01"));
        Assert.True(entry.InForce);
        await Refused.ByAsync(AlreadyExists, ErrorReason.AlreadyExists, Official.AddBadCreditEntryAsync(Entry(Firm, "2026-02-01")));
        var lift = new LiftBadCreditEntryRequest { EntryId = entry.EntryId, LiftedOn = "2026-01-31", Etag = entry.Etag };
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Official.LiftBadCreditEntryAsync(lift));
        lift.LiftedOn = CityDays.Text(CityDays.Of(registry.Clock.GetUtcNow()));
        lift.Etag = "9";
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, Official.LiftBadCreditEntryAsync(lift));
        lift.Etag = entry.Etag;
        Assert.False((await Official.LiftBadCreditEntryAsync(lift)).InForce);
        lift.Etag = "";
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Official.LiftBadCreditEntryAsync(lift));
        Assert.Single((await Official.ListBadCreditEntriesAsync(new ListBadCreditEntriesRequest { OrganisationCode = Firm })).Entries);
        Assert.Empty((await Official.ListBadCreditEntriesAsync(new ListBadCreditEntriesRequest { OrganisationCode = Firm, InForceOnly = true })).Entries);
    }

    [Fact]
    public async Task A_wrong_code_or_day_is_refused_and_nothing_stored()
    {
        await Refused.ByAsync(InvalidArgument, ErrorReason.CreditCodeInvalid, Official.AddBadCreditEntryAsync(Entry("91130303MAYQ10876A", "2026-02-02")));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, Official.AddBadCreditEntryAsync(Entry(Firm, "2026-02-30")));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from bad_credit_entry where organisation_code = '91130303MAYQ10876A'"));
    }

    [Fact]
    public async Task A_file_is_imported_once_and_its_bad_rows_are_told()
    {
        const string file = """
            统一社会信用代码,失信事由,信息来源,列入日期,移出日期
            91130324MAYQ13671K,拖欠货款,信用中国,2025-03-01,
            91130371MAYQ12062E,虚假宣传,市场监管局公告,2024-05-01,2025-05-01
            91130371MAYQ12062E,虚假宣传,市场监管局公告二,2024-05-01,2023-05-01
            """;
        var report = await ImportAsync(file, allowPartial: true);
        Assert.Equal((3, 2, 1, "移出日期"), (report.RowsRead, report.RowsImported, report.ProblemCount, report.Problems[0].Column));
        var again = await ImportAsync(file, allowPartial: true);
        Assert.Equal((0, 3), (again.RowsImported, again.ProblemCount));
        Assert.Equal("2025-05-01", Assert.Single((await Official.ListBadCreditEntriesAsync(new ListBadCreditEntriesRequest { OrganisationCode = "91130371MAYQ12062E" })).Entries).LiftedOn);
    }

    [Fact]
    public async Task Entries_are_listed_newest_first_page_by_page()
    {
        const string firm = "91130306MAYQ125562";
        foreach (var day in (string[])["2025-01-01", "2025-03-01", "2025-02-01"])
        {
            await Official.AddBadCreditEntryAsync(Entry(firm, day));
        }

        var request = new ListBadCreditEntriesRequest { OrganisationCode = firm, PageSize = 2 };
        var first = await Official.ListBadCreditEntriesAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await Official.ListBadCreditEntriesAsync(request);
        Assert.Equal(["2025-03-01", "2025-02-01", "2025-01-01"], first.Entries.Concat(second.Entries).Select(entry => entry.ListedOn));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task Only_officials_keep_the_list()
    {
        foreach (var other in (CallInvoker[])[registry.Enterprise(Firm), registry.Reviewer("reviewer-1")])
        {
            var client = new BadCreditService.BadCreditServiceClient(other);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.AddBadCreditEntryAsync(Entry(Firm, "2026-02-03")));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, client.ListBadCreditEntriesAsync(new ListBadCreditEntriesRequest()));
        }
    }

    private static AddBadCreditEntryRequest Entry(string firm, string day) => new() { OrganisationCode = firm, Reason = "拖欠工程款", Source = "信用中国", ListedOn = day };

    private async Task<ImportReport> ImportAsync(string file, bool allowPartial)
    {
        using var call = Official.ImportBadCreditEntries();
        await call.RequestStream.WriteAsync(new ImportChunk { Options = new ImportOptions { FileName = "bad-credit.csv", AllowPartial = allowPartial } });
        await call.RequestStream.WriteAsync(new ImportChunk { Data = ByteString.CopyFrom(Encoding.UTF8.GetBytes(file)) });
        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }
}
