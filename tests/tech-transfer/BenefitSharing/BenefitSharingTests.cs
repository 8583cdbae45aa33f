using Grpc.Core;
using Npgsql;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.BenefitSharing;

public sealed class BenefitSharingTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private BenefitSharingService.BenefitSharingServiceClient Owner => service.Sharings(service.University(TransferFixture.Yanshan));

    [Fact]
    public async Task Each_confirmed_payment_makes_a_statement_that_adds_to_the_fen()
    {
        var signed = await ReadyAsync("分期到账的成果", request =>
        {
            request.Payments.Add(new PaymentDraft { AmountCnyFen = 33_333_333 });
            request.Payments.Add(new PaymentDraft { AmountCnyFen = 66_666_667 });
        });
        await Owner.RecordDirectCostAsync(Cost(signed, 1_000_001));
        await PayAsync(signed, 1);
        await PayAsync(signed, 2);
        var sharing = await GetAsync(signed);
        Assert.Equal([2, 1], sharing.Statements.Select(statement => statement.Number));
        Assert.Equal(98_999_999, sharing.Statements[0].NetCnyFen);
        Assert.All(sharing.Statements, statement => Assert.Equal(statement.NetCnyFen, statement.Lines.Sum(line => line.TotalCnyFen)));
        Assert.Equal(98_999_999, sharing.Statements.SelectMany(statement => statement.Lines).Sum(line => line.AmountCnyFen));
        var inventors = sharing.Statements[0].Lines.Where(line => line.Party == BenefitParty.Inventor).ToList();
        Assert.Equal([41_580_000L, 27_720_000L], inventors.Select(line => line.TotalCnyFen));
        Assert.All(sharing.Statements, statement => Assert.False(statement.Correction));
    }

    [Fact]
    public async Task A_late_cost_and_new_weights_are_corrected_by_a_new_statement_and_never_by_an_edit()
    {
        var signed = await ReadyAsync("更正分配的成果");
        await PayAsync(signed, 1);
        var first = Assert.Single((await GetAsync(signed)).Statements);
        await RefusedAsync(ErrorReason.NothingToDistribute, () => Owner.DistributeIncomeAsync(new DistributeIncomeRequest { AgreementId = signed.AgreementId }).ResponseAsync);
        await Owner.RecordDirectCostAsync(Cost(signed, 10_000_000));
        await Owner.SetInventorsAsync(Inventors(signed, ("测试甲", 5_000), ("测试丙", 5_000)));
        await RefusedAsync(ErrorReason.CommentNeeded, () => Owner.DistributeIncomeAsync(new DistributeIncomeRequest { AgreementId = signed.AgreementId }).ResponseAsync);
        var sharing = await Owner.DistributeIncomeAsync(new DistributeIncomeRequest { AgreementId = signed.AgreementId, Reason = "补登检测费，完成人重新约定" });
        var correction = sharing.Statements[0];
        Assert.Equal((2, true, 90_000_000L), (correction.Number, correction.Correction, correction.NetCnyFen));
        Assert.Equal(-28_000_000, Assert.Single(correction.Lines, line => line.Name == "测试乙").AmountCnyFen);
        Assert.Equal(31_500_000, Assert.Single(correction.Lines, line => line.Name == "测试丙").AmountCnyFen);
        Assert.Equal(first, sharing.Statements[1]);
        await Assert.ThrowsAsync<PostgresException>(() => service.ScalarAsync<int>(
            "with u as (update benefit_line set amount_cny_fen = 0 where statement_id = @id returning 1) select count(*)::int from u", new { id = Guid.Parse(first.StatementId) }));
    }

    [Fact]
    public async Task A_cancelled_cost_counts_no_more_and_stays_listed()
    {
        var signed = await ReadyAsync("作废成本的成果");
        await Owner.RecordDirectCostAsync(Cost(signed, 10_000_000));
        await PayAsync(signed, 1);
        await Owner.CancelDirectCostAsync(new CancelDirectCostRequest { AgreementId = signed.AgreementId, Number = 1, Reason = "发票重复" });
        var sharing = await Owner.DistributeIncomeAsync(new DistributeIncomeRequest { AgreementId = signed.AgreementId });
        Assert.Equal(100_000_000, sharing.Statements[0].NetCnyFen);
        Assert.Equal("发票重复", Assert.Single(sharing.Costs).CancelReason);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () =>
            Owner.CancelDirectCostAsync(new CancelDirectCostRequest { AgreementId = signed.AgreementId, Number = 1, Reason = "再次" }).ResponseAsync);
    }

    [Fact]
    public async Task A_policy_below_the_floor_or_not_whole_is_refused_with_its_sentence()
    {
        var under = await InvalidAsync(() => service.Sharings(service.University(TransferFixture.Northeastern)).PublishBenefitPolicyAsync(Policy("2020-01-01", 4_999, 2_001, 2_000, 1_000)).ResponseAsync);
        Assert.Contains("49.99%", under.Status.Detail, StringComparison.Ordinal);
        var notWhole = await InvalidAsync(() => service.Sharings(service.University(TransferFixture.Northeastern)).PublishBenefitPolicyAsync(Policy("2020-01-01", 7_000, 2_000, 1_000, 1)).ResponseAsync);
        Assert.Contains("100.01%", notWhole.Status.Detail, StringComparison.Ordinal);
        var equity = Policy("2020-01-01", 7_000, 1_000, 1_500, 500);
        equity.InventorEquityBp = 4_000;
        await InvalidAsync(() => service.Sharings(service.University(TransferFixture.Northeastern)).PublishBenefitPolicyAsync(equity).ResponseAsync);
        Assert.Equal(0, await service.ScalarAsync<int>("select count(*)::int from benefit_policy where owner_code = @code", new { code = TransferFixture.Northeastern }));
    }

    [Fact]
    public async Task Weights_that_do_not_add_to_the_whole_are_refused_also_by_the_schema()
    {
        var signed = await ReadyAsync("比例不足的成果");
        var refused = await InvalidAsync(() => Owner.SetInventorsAsync(Inventors(signed, ("测试甲", 6_000), ("测试乙", 3_999))).ResponseAsync);
        Assert.Contains("99.99%", refused.Status.Detail, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PostgresException>(() => service.ScalarAsync<int>(
            "with i as (insert into sharing_inventor values (@id, 99, 1, '某', '', 9999) returning 1) select count(*)::int from i", new { id = Guid.Parse(signed.AgreementId) }));
        Assert.Equal(1, await service.ScalarAsync<int>("select max(version) from sharing_inventor where agreement_id = @id", new { id = Guid.Parse(signed.AgreementId) }));
    }

    [Fact]
    public async Task A_contract_follows_the_version_that_was_valid_when_it_was_signed()
    {
        var signed = await ReadyAsync("办法换版的成果");
        await EnsureAsync(Policy("2099-01-01", 9_000, 500, 400, 100));
        await PayAsync(signed, 1);
        var statement = Assert.Single((await GetAsync(signed)).Statements);
        Assert.Equal(70_000_000, statement.Lines.Where(line => line.Party == BenefitParty.Inventor).Sum(line => line.TotalCnyFen));
    }

    [Fact]
    public async Task Equity_is_shared_with_the_inventors_in_the_statement()
    {
        var signed = await ReadyAsync("作价入股的成果", request => (request.Kind, request.EquityBp) = (AgreementKind.Assignment, 2_000));
        await PayAsync(signed, 1);
        var lines = (await GetAsync(signed)).Statements[0].Lines;
        Assert.Equal([84_000L, 56_000L], lines.Where(line => line.Party == BenefitParty.Inventor).Select(line => line.EquityPpm));
        Assert.Equal(200_000, lines.Sum(line => line.EquityPpm));
    }

    [Fact]
    public async Task Names_are_the_owners_and_officials_see_them_masked()
    {
        var signed = await ReadyAsync("完成人信息保护的成果");
        await PayAsync(signed, 1);
        var request = new GetSharingRequest { AgreementId = signed.AgreementId };
        var official = await service.Sharings(service.Official()).GetSharingAsync(request);
        Assert.DoesNotContain(official.Inventors, inventor => inventor.Name == "测试甲");
        Assert.DoesNotContain(official.Statements[0].Lines, line => line.Name == "测试甲");
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => service.Sharings(service.University(TransferFixture.Northeastern)).GetSharingAsync(request).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => service.Sharings(service.Enterprise(TransferFixture.Firm)).GetSharingAsync(request).ResponseAsync);
        var statement = official.Statements[0].StatementId;
        var page = await Owner.ExportStatementAsync(new ExportStatementRequest { StatementId = statement, InventorNumber = 2, Form = DocumentForm.Html });
        var text = page.Content.ToStringUtf8();
        Assert.Contains("测试乙", text, StringComparison.Ordinal);
        Assert.Contains("280,000.00", text, StringComparison.Ordinal);
        Assert.Contains("140,000.00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("测试甲", text, StringComparison.Ordinal);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () =>
            service.Sharings(service.Official()).ExportStatementAsync(new ExportStatementRequest { StatementId = statement, Form = DocumentForm.Csv }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () =>
            service.Sharings(service.University(TransferFixture.Northeastern)).ExportStatementAsync(new ExportStatementRequest { StatementId = statement, Form = DocumentForm.Csv }).ResponseAsync);
    }

    [Fact]
    public async Task An_estimate_shares_without_storing_anything()
    {
        await EnsureAsync(Policy("2020-01-01", 7_000, 1_000, 1_500, 500));
        var before = await service.ScalarAsync<int>("select count(*)::int from benefit_statement");
        var lines = (await Owner.EstimateSharingAsync(new EstimateSharingRequest { NetCnyFen = 101, WeightsBp = { 5_000, 5_000 } })).Lines;
        Assert.Equal(101, lines.Sum(line => line.AmountCnyFen));
        Assert.Equal(71, lines.Where(line => line.Party == BenefitParty.Inventor).Sum(line => line.AmountCnyFen));
        Assert.True(await service.ScalarAsync<int>("select count(*)::int from benefit_statement") >= before);
        await RefusedAsync(ErrorReason.SharingNotReady, () =>
            service.Sharings(service.University(TransferFixture.Northeastern)).EstimateSharingAsync(new EstimateSharingRequest { NetCnyFen = 1, WeightsBp = { 10_000 } }).ResponseAsync);
    }

    [Fact]
    public async Task Own_use_is_estimated_by_the_statutory_share_of_each_years_profit()
    {
        var estimate = await Owner.EstimateOwnUseAsync(new EstimateOwnUseRequest { ProfitsCnyFen = { 100_000_001, -5, 60_000_000 }, WeightsBp = { 6_000, 4_000 } });
        Assert.Equal((500, 3), (estimate.ShareBp, estimate.LeastYears));
        Assert.Equal([5_000_001L, 0L, 3_000_000L], estimate.AwardsCnyFen);
        Assert.Equal([4_800_001L, 3_200_000L], estimate.Lines.Select(line => line.AmountCnyFen));
        await InvalidAsync(() => Owner.EstimateOwnUseAsync(new EstimateOwnUseRequest { ProfitsCnyFen = { 1 }, WeightsBp = { 9_999 } }).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () =>
            service.Sharings(service.Enterprise(TransferFixture.Firm)).EstimateOwnUseAsync(new EstimateOwnUseRequest { ProfitsCnyFen = { 1 }, WeightsBp = { 10_000 } }).ResponseAsync);
    }

    [Fact]
    public async Task Without_inventors_a_payment_is_kept_and_shared_later()
    {
        await EnsureAsync(Policy("2020-01-01", 7_000, 1_000, 1_500, 500));
        var signed = await service.SignedAsync("完成人未定的成果");
        await PayAsync(signed, 1);
        Assert.Empty((await GetAsync(signed)).Statements);
        await RefusedAsync(ErrorReason.SharingNotReady, () => Owner.DistributeIncomeAsync(new DistributeIncomeRequest { AgreementId = signed.AgreementId }).ResponseAsync);
        await Owner.SetInventorsAsync(Inventors(signed, ("测试甲", 10_000)));
        Assert.Equal(100_000_000, (await Owner.DistributeIncomeAsync(new DistributeIncomeRequest { AgreementId = signed.AgreementId })).Statements[0].NetCnyFen);
    }

    private static PublishBenefitPolicyRequest Policy(string from, int inventors, int department, int school, int office) => new()
    {
        ValidFrom = from, InventorEquityBp = 7_000, Source = "校务会 2025 年第 12 次会议",
        Tiers = { new BenefitTier { InventorsBp = inventors, DepartmentBp = department, SchoolBp = school, TransferOfficeBp = office } },
    };

    private static SetInventorsRequest Inventors(Agreement agreement, params (string Name, int Weight)[] inventors) => new()
    {
        AgreementId = agreement.AgreementId, Inventors = { inventors.Select(one => new Inventor { Name = one.Name, Department = "机械工程学院", WeightBp = one.Weight }) },
    };

    private static RecordDirectCostRequest Cost(Agreement agreement, long amount) => new()
    {
        AgreementId = agreement.AgreementId, Day = "2020-01-02", AmountCnyFen = amount, Description = "第三方检测费", Evidence = "发票 0001",
    };

    private static Task RefusedAsync(ErrorReason reason, Func<Task> call) => TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, reason, call);

    private static async Task<RpcException> InvalidAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        return refused;
    }

    /// <summary>Publishes unless another test of this class has done so.</summary>
    private async Task EnsureAsync(PublishBenefitPolicyRequest policy)
    {
        try
        {
            await Owner.PublishBenefitPolicyAsync(policy);
        }
        catch (RpcException exists) when (exists.StatusCode == StatusCode.AlreadyExists)
        {
            // As it should be.
        }
    }

    /// <summary>Signed, with a policy of 70 % for inventors and two of them at 60 to 40.</summary>
    private async Task<Agreement> ReadyAsync(string title, Action<DraftAgreementRequest>? change = null)
    {
        await EnsureAsync(Policy("2020-01-01", 7_000, 1_000, 1_500, 500));
        var signed = await service.SignedAsync(title, change);
        await Owner.SetInventorsAsync(Inventors(signed, ("测试甲", 6_000), ("测试乙", 4_000)));
        return signed;
    }

    private async Task PayAsync(Agreement agreement, int number) => await service.Agreements(service.University(TransferFixture.Yanshan)).ConfirmPaymentAsync(
        new ConfirmPaymentRequest { AgreementId = agreement.AgreementId, Number = number, PaidDay = "2020-01-02", Voucher = $"回单 {number}" });

    private async Task<Sharing> GetAsync(Agreement agreement) => await Owner.GetSharingAsync(new GetSharingRequest { AgreementId = agreement.AgreementId });
}
