using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.TechTransfer.Agreements;
using Platform.TechTransfer.Negotiations;
using Platform.TechTransfer.Negotiations.TermSheets;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

public sealed class TermSheetTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    [Fact]
    public async Task A_counter_proposal_voids_what_was_put_and_the_comparison_tells_what_changed()
    {
        var table = await Table.WithNdaAsync(service, "讨价还价的成果");
        var first = await table.ProposeAsync(table.Firm, Table.Licence(), "首次报价");
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.AlreadySigned, () => table.AcceptAsync(table.Firm, first.TermsHash));
        await TransferFixture.RefusedAsync(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, () => table.ProposeAsync(table.Owner, Table.Licence()));
        var counter = Table.Licence(90_000_000);
        counter.Territory = "京津冀";
        counter.Milestones[1].Title = "量产验收";
        var second = await table.ProposeAsync(table.Owner, counter);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.TermsChanged, () => table.AcceptAsync(table.Owner, first.TermsHash));

        var comparison = await service.TermSheets(table.Firm).CompareTermSheetsAsync(new CompareTermSheetsRequest { NegotiationId = table.NegotiationId, FromVersion = 1, ToVersion = 2 });
        Assert.Equal(
            [
                (TermField.Price, "", "80000000", "90000000"), (TermField.Territory, "", "中国境内", "京津冀"),
                (TermField.Milestone, "资料交付", "2027-03-31 40000000", "2027-03-31 45000000"),
                (TermField.Milestone, "样机验收", "2027-09-30 40000000", ""), (TermField.Milestone, "量产验收", "", "2027-09-30 45000000"),
            ],
            comparison.Changes.Select(change => (change.Field, change.Name, change.Before, change.After)));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => service.TermSheets(table.Firm)
            .CompareTermSheetsAsync(new CompareTermSheetsRequest { NegotiationId = table.NegotiationId, FromVersion = 1, ToVersion = 3 }).ResponseAsync);

        Assert.True((await table.AcceptAsync(table.Firm, second.TermsHash)).Agreed);
        Assert.Equal([(2, true), (1, false)], (await ListAsync(table)).Select(sheet => (sheet.Version, sheet.Agreed)));
    }

    [Fact]
    public async Task Agreed_terms_are_void_once_others_are_put()
    {
        var table = await Table.WithNdaAsync(service, "重开条款的成果");
        var first = await table.ProposeAsync(table.Firm, Table.Licence());
        await table.AcceptAsync(table.Owner, first.TermsHash);
        await table.ProposeAsync(table.Owner, Table.Licence(70_000_000));
        Assert.Equal((NegotiationState.Open, NegotiationStage.TermSheet), await table.StoredAsync());
        await using var connection = await service.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Null(await AgreedTerms.ReadAsync(connection, table.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_contract_is_drawn_up_from_the_agreed_terms_and_stops_the_deadline()
    {
        var table = await Table.WithNdaAsync(service, "条款转合同的成果");
        var terms = Table.Licence();
        terms.Form = TransferForm.ExclusiveLicence;
        var put = await table.ProposeAsync(table.Firm, terms);
        await Table.WrongStateAsync(() => DraftAsync(table, put.TermsHash));
        await table.AcceptAsync(table.Owner, put.TermsHash);
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.TermsChanged, () => DraftAsync(table, new string('0', 64)));
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*) from agreement where negotiation_id = @Id", new { table.Id }));

        var contract = await DraftAsync(table, put.TermsHash);
        Assert.Equal((AgreementKind.Licence, true, 80_000_000L, 300), (contract.Kind, contract.Exclusive, contract.AmountCnyFen, contract.Royalty.RateBp));
        Assert.Equal([(40_000_000L, "2027-03-31"), (40_000_000L, "2027-09-30")], contract.Payments.Select(payment => (payment.AmountCnyFen, payment.DueDay)));
        Assert.Equal(["资料交付", "样机验收"], contract.Milestones.Select(milestone => milestone.Title));
        Assert.Contains(put.TermsHash, contract.Terms, StringComparison.Ordinal);
        Assert.Null((await table.ReadAsync()).DueTime);
        await service.ScalarAsync<DateTime>("update negotiation set due_at = now() - interval '1 day' where negotiation_id = @Id returning due_at", new { table.Id });
        await NegotiationClock.RunAsync(service.Services.GetRequiredService<Store>(), Caller.System("tech-transfer"), TestContext.Current.CancellationToken);
        Assert.Equal((NegotiationState.Open, NegotiationStage.TermsAgreed), await table.StoredAsync());
    }

    [Theory]
    [InlineData(TransferForm.Assignment, AgreementKind.Assignment)]
    [InlineData(TransferForm.Equity, AgreementKind.Assignment)]
    [InlineData(TransferForm.Licence, AgreementKind.Licence)]
    [InlineData(TransferForm.JointDevelopment, AgreementKind.Development)]
    [InlineData(TransferForm.Service, AgreementKind.Service)]
    public void Each_form_leads_to_a_contract_that_stands_by_its_own_rules(TransferForm form, AgreementKind kind)
    {
        var terms = new TransferTerms { Form = form, PriceCnyFen = 1_000_000, RoyaltyBp = 200, EquityBp = form == TransferForm.Equity ? 1000 : 0, TermMonths = form == TransferForm.Licence ? 12 : 0 };
        Assert.Null(TermSheetRules.Check(terms));
        var contract = ContractOfTerms.Of(terms, "成果", 1, "hash");
        Assert.Equal(kind, contract.Kind);
        Assert.Null(ReadTerms.Refusal(contract));
    }

    [Fact]
    public async Task Two_proposals_at_once_are_two_versions_and_the_etag_refuses_the_blind_one()
    {
        var table = await Table.WithNdaAsync(service, "同时报价的成果");
        await Task.WhenAll(table.ProposeAsync(table.Firm, Table.Licence()), table.ProposeAsync(table.Owner, Table.Licence(99_000_000)));
        Assert.Equal([2, 1], (await ListAsync(table)).Select(sheet => sheet.Version));
        var etag = (await table.ReadAsync()).Etag;
        await table.ProposeAsync(table.Owner, Table.Licence(98_000_000));
        await TransferFixture.RefusedAsync(StatusCode.Aborted, ErrorReason.EtagMismatch, () => service.TermSheets(table.Firm)
            .ProposeTermSheetAsync(new ProposeTermSheetRequest { NegotiationId = table.NegotiationId, Terms = Table.Licence(97_000_000), Etag = etag }).ResponseAsync);
        Assert.Equal(3, (await ListAsync(table)).Count);
    }

    [Fact]
    public async Task Terms_that_contradict_each_other_are_refused_each_with_its_sentence()
    {
        var table = await Table.WithNdaAsync(service, "矛盾条款的成果");
        await ContradictsAsync("作价入股须写明股权比例", terms => terms.Form = TransferForm.Equity);
        await ContradictsAsync("其他转化方式不写股权比例", terms => terms.EquityBp = 500);
        await ContradictsAsync("须写明对价", terms => (terms.PriceCnyFen, terms.RoyaltyBp) = (0, 0));
        await ContradictsAsync("许可须写明期限", terms => terms.TermMonths = 0);
        await ContradictsAsync("没有期限", terms => terms.Form = TransferForm.Assignment);
        await ContradictsAsync("须等于价款", terms => terms.Milestones[0].PaymentCnyFen++);
        await ContradictsAsync("名称不能重复", terms => terms.Milestones[0].Title = terms.Milestones[1].Title);
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => table.ProposeAsync(table.Firm, Changed(terms => terms.Milestones[0].DueDay = "2027-02-30")));
        Assert.Empty(await ListAsync(table));
        Assert.Equal((NegotiationState.Open, NegotiationStage.DueDiligence), await table.StoredAsync());

        async Task ContradictsAsync(string sentence, Action<TransferTerms> change)
        {
            await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.TermsContradict, () => table.ProposeAsync(table.Firm, Changed(change)));
            await Table.SaysAsync(sentence, () => table.ProposeAsync(table.Firm, Changed(change)));
        }
    }

    [Fact]
    public void Texts_that_run_into_each_other_have_hashes_of_their_own()
    {
        var one = Table.Licence();
        var two = Table.Licence();
        (one.FieldOfUse, one.Territory) = ("a\nterritory=1:b", "");
        (two.FieldOfUse, two.Territory) = ("a", "b");
        Assert.NotEqual(TermsHash.Of(one, "F", "O"), TermsHash.Of(two, "F", "O"));
        Assert.NotEqual(TermsHash.Of(one, "F", "O"), TermsHash.Of(one, "F", "P"));
        Assert.Empty(TermSheetDiff.Between(one, one.Clone()));
    }

    private Task<Agreement> DraftAsync(Table table, string hash) =>
        service.TermSheets(table.Firm).DraftFromTermSheetAsync(new DraftFromTermSheetRequest { NegotiationId = table.NegotiationId, TermsHash = hash }).ResponseAsync;

    private static TransferTerms Changed(Action<TransferTerms> change)
    {
        var terms = Table.Licence();
        change(terms);
        return terms;
    }

    private async Task<IReadOnlyList<TermSheet>> ListAsync(Table table) =>
        (await service.TermSheets(table.Firm).ListTermSheetsAsync(new ListTermSheetsRequest { NegotiationId = table.NegotiationId })).TermSheets;
}
