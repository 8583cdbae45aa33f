using Grpc.Core;
using Platform.Common.V1;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Agreements;

public sealed class AgreementTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private AgreementService.AgreementServiceClient Firm => service.Agreements(service.Enterprise(TransferFixture.Firm));

    private AgreementService.AgreementServiceClient Owner => service.Agreements(service.University(TransferFixture.Yanshan));

    [Fact]
    public async Task Two_signatures_at_once_make_one_agreement()
    {
        var listing = await service.ListAsync("同时签署的成果");
        var need = await service.Needs(service.Enterprise(TransferFixture.Firm)).CreateTechnologyNeedAsync(new CreateTechnologyNeedRequest { Title = "同时签署的需求", Industry = "新材料" });
        var open = await service.Negotiations(service.Enterprise(TransferFixture.Firm)).OpenNegotiationAsync(new OpenNegotiationRequest { ListingId = listing.ListingId, NeedId = need.NeedId });
        var drafted = await Owner.DraftAgreementAsync(Draft(open.NegotiationId));
        var sign = Sign(drafted);
        await Task.WhenAll(Firm.SignAgreementAsync(sign).ResponseAsync, Owner.SignAgreementAsync(sign).ResponseAsync);

        var signed = await GetAsync(drafted);
        Assert.Equal((AgreementState.InForce, true, true), (signed.State, signed.EnterpriseSigned, signed.OwnerSigned));
        var negotiation = await service.Negotiations(service.Official()).GetNegotiationAsync(new GetNegotiationRequest { NegotiationId = open.NegotiationId });
        Assert.Equal((NegotiationState.Agreed, AgreementState.InForce), (negotiation.State, negotiation.Agreement.State));
        Assert.Equal(ListingState.Transferred, await ListingStateAsync(listing.ListingId));
        Assert.Equal(2, await service.ScalarAsync<int>("select state from technology_need where need_id = @id", new { id = Guid.Parse(need.NeedId) }));
        var told = Assert.Single(await service.RaisedAsync<AgreementSigned>(drafted.AgreementId));
        Assert.Equal((listing.ListingId, need.NeedId, TransferFixture.Firm, TransferFixture.Yanshan, 5_000_000L), (told.ListingId, told.NeedId, told.OrganisationCode, told.OwnerCode, told.AmountCnyFen));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => Firm.SignAgreementAsync(sign).ResponseAsync);
    }

    [Fact]
    public async Task A_new_draft_voids_signatures_and_old_hashes()
    {
        var first = await StraightAsync("重新起草的成果");
        await Firm.SignAgreementAsync(Sign(first));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.AlreadySigned, () => Firm.SignAgreementAsync(Sign(first)).ResponseAsync);
        var revised = Draft(first.NegotiationId);
        revised.AmountCnyFen = 6_000_000;
        var second = await Owner.DraftAgreementAsync(revised);
        Assert.Equal((first.AgreementId, false, false), (second.AgreementId, second.EnterpriseSigned, second.OwnerSigned));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.TermsChanged, () => Owner.SignAgreementAsync(Sign(first)).ResponseAsync);
        revised.Etag = first.Etag;
        await TransferFixture.RefusedAsync(StatusCode.Aborted, ErrorReason.EtagMismatch, () => Owner.DraftAgreementAsync(revised).ResponseAsync);
        Assert.Equal(6_000_000, await service.ScalarAsync<long>("select sum(amount_cny_fen)::bigint from agreement_payment where agreement_id = @id", new { id = Guid.Parse(first.AgreementId) }));
    }

    [Fact]
    public async Task A_schedule_that_does_not_add_to_the_amount_is_refused_and_nothing_is_stored()
    {
        var listing = await service.ListAsync("付款计划不符的成果");
        var request = Straight(listing);
        request.Payments.Add(new PaymentDraft { AmountCnyFen = 4_999_999, DueDay = "2027-01-31", Condition = "首期" });
        var refused = await Assert.ThrowsAsync<RpcException>(() => Owner.DraftAgreementAsync(request).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("49999.99", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*)::int from agreement where listing_id = @id", new { id = Guid.Parse(listing.ListingId) }));
        Assert.Equal(ListingState.Listed, await ListingStateAsync(listing.ListingId));
        request.Payments.Add(new PaymentDraft { AmountCnyFen = 1, Condition = "尾款" });
        var drafted = await Owner.DraftAgreementAsync(request);
        Assert.Equal([4_999_999L, 1L], drafted.Payments.Select(payment => payment.AmountCnyFen));
        Assert.Equal(ListingState.UnderNegotiation, await ListingStateAsync(listing.ListingId));
    }

    [Fact]
    public async Task The_schema_itself_keeps_payments_to_the_amount_and_signed_terms_as_they_are()
    {
        var signed = await service.SignedAsync("约束在库中的成果");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => service.ScalarAsync<int>(
            "with u as (update agreement_payment set amount_cny_fen = 1 where agreement_id = @id returning 1) select count(*)::int from u", new { id = Guid.Parse(signed.AgreementId) }));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => service.ScalarAsync<int>(
            "with u as (update agreement set amount_cny_fen = 1 where agreement_id = @id returning 1) select count(*)::int from u", new { id = Guid.Parse(signed.AgreementId) }));
        Assert.Equal(100_000_000, (await GetAsync(signed)).AmountCnyFen);
    }

    [Fact]
    public async Task A_contract_is_performed_once_all_is_paid_and_accepted()
    {
        var signed = await service.SignedAsync("履行完毕的成果", request =>
        {
            request.Payments.Add(new PaymentDraft { AmountCnyFen = 60_000_000, Condition = "签约后十日内" });
            request.Payments.Add(new PaymentDraft { AmountCnyFen = 40_000_000, DueDay = "2099-12-31" });
            request.Milestones.Add(new MilestoneDraft { Title = "样机验收", Criteria = "连续运行 72 小时", DueDay = "2099-06-30" });
        });
        var step = new AgreementStepRequest { AgreementId = signed.AgreementId };
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.PerformanceOpen, () => Owner.CompleteAgreementAsync(step).ResponseAsync);
        await PayAsync(signed, 1);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => PayAsync(signed, 1));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => PayAsync(signed, 3));
        await PayAsync(signed, 2);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.PerformanceOpen, () => Owner.CompleteAgreementAsync(step).ResponseAsync);
        await Firm.AcceptMilestoneAsync(new AcceptMilestoneRequest { AgreementId = signed.AgreementId, Number = 1 });
        Assert.Equal(AgreementState.Performed, (await Firm.CompleteAgreementAsync(step)).State);
        Assert.Equal(6, await StateAsync(signed));
    }

    [Fact]
    public async Task A_later_effective_day_keeps_a_signed_contract_from_coming_into_force()
    {
        var signed = await service.SignedAsync("约定生效日期的成果", request => request.EffectiveDay = "2099-01-01");
        Assert.Equal(AgreementState.Signed, signed.State);
        var step = new AgreementStepRequest { AgreementId = signed.AgreementId };
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => Firm.BringIntoForceAsync(step).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.CommentNeeded, () => Firm.TerminateAgreementAsync(step).ResponseAsync);
        step.Reason = "双方协商一致";
        Assert.Equal((AgreementState.Terminated, "双方协商一致"), ((await Firm.TerminateAgreementAsync(step)) is var ended ? (ended.State, ended.EndReason) : default));
        Assert.Equal(7, await StateAsync(signed));
    }

    [Fact]
    public async Task A_negotiation_that_ends_cancels_its_draft()
    {
        var drafted = await StraightAsync("洽谈终止的成果");
        await service.Negotiations(service.Enterprise(TransferFixture.Firm)).EndNegotiationAsync(new EndNegotiationRequest { NegotiationId = drafted.NegotiationId, Reason = "另有安排" });
        Assert.Equal(AgreementState.Cancelled, (await GetAsync(drafted)).State);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => Firm.SignAgreementAsync(Sign(drafted)).ResponseAsync);
    }

    [Fact]
    public async Task Every_term_and_side_is_in_the_hash()
    {
        var listing = await service.ListAsync("校验码覆盖全部条款的成果");
        var request = Straight(listing);
        var hashes = new HashSet<string> { (await Owner.DraftAgreementAsync(request)).TermsHash };
        foreach (var change in new Action<DraftAgreementRequest>[]
        {
            one => one.AmountCnyFen++, one => one.Exclusive = true, one => one.Royalty = new Royalty { RateBp = 300, PeriodMonths = 6, DueDays = 30 }, one => one.EquityBp = 100,
            one => one.IpClauses = "改进成果归完成单位", one => one.EffectiveDay = "2027-01-01", one => one.EndDay = "2030-01-01", one => one.PricingRecord += "号",
            one => one.Milestones.Add(new MilestoneDraft { Title = "验收" }), one => one.Terms += "。", one => one.Payments.Add(new PaymentDraft { AmountCnyFen = one.AmountCnyFen, DueDay = "2027-02-01" }),
        })
        {
            change(request);
            Assert.True(hashes.Add((await Owner.DraftAgreementAsync(request)).TermsHash));
        }
    }

    [Theory]
    [InlineData(100, 300, 3)]
    [InlineData(49, 100, 0)]
    [InlineData(50, 100, 1)]
    [InlineData(99_999_999_999_999, 9_999, 99_989_999_999_999)]
    public void A_royalty_is_exact_with_halves_of_a_fen_up(long sales, int rate, long royalty) => Assert.Equal(royalty, ReportSales.Royalty(sales, rate));

    private static DraftAgreementRequest Draft(string negotiation) => new()
    {
        NegotiationId = negotiation, Kind = AgreementKind.Licence, AmountCnyFen = 5_000_000, Terms = "许可条款", Pricing = Pricing.Exchange, PricingRecord = "某技术交易所 2026-002",
    };

    private static DraftAgreementRequest Straight(Listing listing)
    {
        var request = Draft("");
        (request.ListingId, request.OrganisationCode) = (listing.ListingId, TransferFixture.Firm);
        return request;
    }

    private static AgreementHashRequest Sign(Agreement agreement) => new() { AgreementId = agreement.AgreementId, TermsHash = agreement.TermsHash };

    private async Task<Agreement> StraightAsync(string title) => await Owner.DraftAgreementAsync(Straight(await service.ListAsync(title)));

    private async Task PayAsync(Agreement agreement, int number) => await Owner.ConfirmPaymentAsync(
        new ConfirmPaymentRequest { AgreementId = agreement.AgreementId, Number = number, PaidDay = "2020-01-01", Voucher = $"回单 {number}" });

    private async Task<Agreement> GetAsync(Agreement agreement) => await Firm.GetAgreementAsync(new GetAgreementRequest { AgreementId = agreement.AgreementId });

    private Task<int> StateAsync(Agreement agreement) => service.ScalarAsync<int>("select state from agreement where agreement_id = @id", new { id = Guid.Parse(agreement.AgreementId) });

    private async Task<ListingState> ListingStateAsync(string listing) =>
        (await service.Listings(service.Official()).GetListingAsync(new GetListingRequest { ListingId = listing })).State;
}
