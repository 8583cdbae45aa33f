using System.Text;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Flow;

public sealed class FlowTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task Signed_contracts_flow_by_origin_field_year_and_kind_and_terminated_ones_do_not()
    {
        var before = await TianjinAsync();
        var one = await SignAsync("天津研发成果一", AgreementKind.Service, 70_000_000);
        await SignAsync("天津研发成果二", AgreementKind.Service, 30_000_000);
        var ended = await SignAsync("天津研发成果三", AgreementKind.Consulting, 5_000_000);
        await service.Agreements(service.University(TransferFixture.Yanshan)).TerminateAgreementAsync(new AgreementStepRequest { AgreementId = ended.AgreementId, Reason = "解除" });
        await service.Agreements(service.University(TransferFixture.Yanshan)).ConfirmPaymentAsync(
            new ConfirmPaymentRequest { AgreementId = one.AgreementId, Number = 1, PaidDay = "2020-01-02", Voucher = "回单" });

        var flow = await service.Flows(service.Enterprise(TransferFixture.OtherFirm)).GetFlowAsync(new GetFlowRequest());
        var row = Assert.Single(flow.Rows, one => one.Origin == "天津");
        Assert.Equal(("high-end-equipment", AgreementKind.Service), (row.Industry, row.Kind));
        Assert.Equal((before.Agreements + 2, before.AmountCnyFen + 100_000_000, 70_000_000L), (row.Agreements, row.AmountCnyFen, row.ReceivedCnyFen));
        Assert.Equal(flow.AmountCnyFen, flow.Rows.Sum(one => one.AmountCnyFen));
        Assert.Contains(row.Year, flow.Years);
        Assert.DoesNotContain((await service.Flows(service.Official()).GetFlowAsync(new GetFlowRequest { Kind = AgreementKind.Assignment })).Rows, one => one.Origin == "天津");
        Assert.Empty((await service.Flows(service.Official()).GetFlowAsync(new GetFlowRequest { FirstYear = 2099 })).Rows);
    }

    [Fact]
    public async Task The_flow_is_exported_as_a_table_and_needs_a_login()
    {
        await SignAsync("北京研发成果", AgreementKind.Development, 12_345_600, "北京");
        var csv = await service.Flows(service.Official()).ExportFlowAsync(new ExportFlowRequest { Query = new GetFlowRequest(), Form = DocumentForm.Csv });
        var text = Encoding.UTF8.GetString(csv.Content.Span);
        Assert.Contains("来源地", text, StringComparison.Ordinal);
        Assert.Contains("北京,高端装备制造", text, StringComparison.Ordinal);
        Assert.Contains("123456", text, StringComparison.Ordinal);
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => service.Flows(service.Official()).ExportFlowAsync(new ExportFlowRequest { Form = DocumentForm.Html }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.Unauthenticated, ErrorReason.NotSignedIn, () => service.Flows(service.Anonymous()).GetFlowAsync(new GetFlowRequest()).ResponseAsync);
    }

    private async Task<FlowRow> TianjinAsync() =>
        (await service.Flows(service.Official()).GetFlowAsync(new GetFlowRequest())).Rows.FirstOrDefault(row => row.Origin == "天津") ?? new FlowRow();

    private async Task<Agreement> SignAsync(string title, AgreementKind kind, long amount, string origin = "天津")
    {
        var listing = await service.ListAsync(title);
        await service.ScalarAsync<int>("with u as (update listing set origin = @origin where listing_id = @id returning 1) select count(*)::int from u", new { origin, id = Guid.Parse(listing.ListingId) });
        var owner = service.Agreements(service.University(TransferFixture.Yanshan));
        return await service.SignBothAsync(await owner.DraftAgreementAsync(new DraftAgreementRequest
        {
            ListingId = listing.ListingId, OrganisationCode = TransferFixture.Firm, Kind = kind, AmountCnyFen = amount, Terms = "条款",
        }));
    }
}
