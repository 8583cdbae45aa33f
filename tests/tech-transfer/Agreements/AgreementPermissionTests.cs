using System.Text;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Agreements;

public sealed class AgreementPermissionTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task Only_the_sides_act_and_only_they_and_officials_see_it()
    {
        var signed = await service.SignedAsync("仅双方可见的成果合同");
        var (get, hash) = (new GetAgreementRequest { AgreementId = signed.AgreementId }, new AgreementHashRequest { AgreementId = signed.AgreementId, TermsHash = signed.TermsHash });
        foreach (var stranger in new[] { service.Enterprise(TransferFixture.OtherFirm), service.University(TransferFixture.Northeastern) })
        {
            var client = service.Agreements(stranger);
            await NotFoundAsync(() => client.GetAgreementAsync(get).ResponseAsync);
            await NotFoundAsync(() => client.SignAgreementAsync(hash).ResponseAsync);
            await NotFoundAsync(() => client.TerminateAgreementAsync(new AgreementStepRequest { AgreementId = signed.AgreementId, Reason = "无" }).ResponseAsync);
            await NotFoundAsync(() => client.DraftAgreementAsync(new DraftAgreementRequest { NegotiationId = signed.NegotiationId, Kind = AgreementKind.Service, Terms = "无" }).ResponseAsync);
            await NotFoundAsync(() => client.ExportRegistrationAsync(new ExportRegistrationRequest { AgreementId = signed.AgreementId, Form = DocumentForm.Html }).ResponseAsync);
            Assert.DoesNotContain((await client.ListAgreementsAsync(new ListAgreementsRequest())).Agreements, one => one.AgreementId == signed.AgreementId);
        }

        Assert.Equal(signed.AgreementId, (await service.Agreements(service.Official()).GetAgreementAsync(get)).AgreementId);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => service.Agreements(service.Official()).SignAgreementAsync(hash).ResponseAsync);
        Assert.Equal(5, await service.ScalarAsync<int>("select state from agreement where agreement_id = @id", new { id = Guid.Parse(signed.AgreementId) }));
    }

    [Fact]
    public async Task A_firm_drafts_only_in_its_negotiation_and_an_owner_only_for_a_firm_that_joined()
    {
        var listing = await service.ListAsync("直接起草的成果");
        var request = new DraftAgreementRequest { ListingId = listing.ListingId, OrganisationCode = TransferFixture.Firm, Kind = AgreementKind.Service, Terms = "服务条款" };
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.OtherOrganisation, () => service.Agreements(service.Enterprise(TransferFixture.Firm)).DraftAgreementAsync(request).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.OtherOrganisation, () => service.Agreements(service.University(TransferFixture.Northeastern)).DraftAgreementAsync(request).ResponseAsync);
        request.OrganisationCode = "91130300MA0000000X";
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.OrganisationUnknown, () => service.Agreements(service.University(TransferFixture.Yanshan)).DraftAgreementAsync(request).ResponseAsync);
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*)::int from negotiation where listing_id = @id", new { id = Guid.Parse(listing.ListingId) }));
    }

    [Fact]
    public async Task A_registration_is_printed_and_exported_with_its_fields()
    {
        var signed = await service.SignedAsync("<b>认定登记</b>的成果", request => request.IpClauses = "后续改进归完成单位");
        var owner = service.Agreements(service.University(TransferFixture.Yanshan));
        await owner.RecordRegistrationAsync(new RecordRegistrationRequest { AgreementId = signed.AgreementId, RegistrationNumber = "2026130300000001" });
        var page = (await owner.ExportRegistrationAsync(new ExportRegistrationRequest { AgreementId = signed.AgreementId, Form = DocumentForm.Html })).Content.ToStringUtf8();
        Assert.Contains("2026130300000001", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;认定登记", page, StringComparison.Ordinal);
        Assert.Contains("1,000,000.00", page, StringComparison.Ordinal);
        Assert.Contains("国科发政字〔2000〕063号", page, StringComparison.Ordinal);
        var csv = await owner.ExportRegistrationAsync(new ExportRegistrationRequest { Form = DocumentForm.Csv });
        var text = Encoding.UTF8.GetString(csv.Content.Span);
        Assert.Contains("合同登记编号", text, StringComparison.Ordinal);
        Assert.Contains("2026130300000001", text, StringComparison.Ordinal);
        var xlsx = await owner.ExportRegistrationAsync(new ExportRegistrationRequest { Form = DocumentForm.Xlsx });
        Assert.Equal("PK"u8.ToArray(), xlsx.Content.Span[..2].ToArray());
        Assert.DoesNotContain("2026130300000001", (await service.Agreements(service.Enterprise(TransferFixture.OtherFirm)).ExportRegistrationAsync(new ExportRegistrationRequest { Form = DocumentForm.Csv })).Content.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_side_does_the_other_cannot()
    {
        var signed = await service.SignedAsync("各方职责的成果");
        var pay = new ConfirmPaymentRequest { AgreementId = signed.AgreementId, Number = 1, PaidDay = "2020-01-01", Voucher = "回单" };
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => service.Agreements(service.Enterprise(TransferFixture.Firm)).ConfirmPaymentAsync(pay).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () =>
            service.Agreements(service.University(TransferFixture.Yanshan)).ReportSalesAsync(new ReportSalesRequest { AgreementId = signed.AgreementId }).ResponseAsync);
        pay.PaidDay = "2199-01-01";
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => service.Agreements(service.University(TransferFixture.Yanshan)).ConfirmPaymentAsync(pay).ResponseAsync);
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*)::int from agreement_payment where agreement_id = @id and paid_day is not null", new { id = Guid.Parse(signed.AgreementId) }));
    }

    [Fact]
    public async Task A_royalty_period_is_reported_once_it_has_ended_and_becomes_a_payment()
    {
        var signed = await service.SignedAsync("提成的成果", request => request.Royalty = new Royalty { RateBp = 350, PeriodMonths = 3, DueDays = 30 });
        var firm = service.Agreements(service.Enterprise(TransferFixture.Firm));
        var report = new ReportSalesRequest { AgreementId = signed.AgreementId, SalesCnyFen = 123_456_789 };
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => firm.ReportSalesAsync(report).ResponseAsync);
        service.Clock.Move(TimeSpan.FromDays(93));
        var reported = await firm.ReportSalesAsync(report);
        Assert.Equal(4_320_988, Assert.Single(reported.RoyaltyReports).RoyaltyCnyFen);
        var payment = Assert.Single(reported.Payments, one => one.Royalty);
        Assert.Equal((4_320_988L, 2), (payment.AmountCnyFen, payment.Number));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => firm.ReportSalesAsync(report).ResponseAsync);
    }

    private static Task NotFoundAsync(Func<Task> call) => TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, call);
}
