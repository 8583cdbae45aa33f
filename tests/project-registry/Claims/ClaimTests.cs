using Grpc.Core;
using Platform.Common.V1;
using Platform.ProjectRegistry.Claims;
using Platform.ProjectRegistry.Tests.Policies;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Claims;

/// <summary>From the entitlement over the claim to the payment.</summary>
public sealed class ClaimTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private readonly PolicyFixture _policies = new(registry);

    private int Year => _policies.LastYear;

    [Fact]
    public async Task A_claim_goes_from_the_firm_over_more_evidence_to_the_payment()
    {
        var code = await FirmAsync(301);
        var claim = await ClaimAsync(code);
        // 3,000,000.00 × 25 %.
        Assert.Equal((ClaimState.Claimed, 75_000_000L, 2), (claim.State, claim.ClaimedCnyFen, claim.MissingEvidence.Count));
        Assert.Contains(claim.Lines, line => line is { Label: "少缴企业所得税", Result: "750,000.00 元" } && line.InNumbers == "加计扣除额【3,000,000.00 元】 × 企业适用税率【25%】");
        Assert.Contains(claim.Facts, fact => fact is { Label: "可加计扣除的研发费用", Value: "3,000,000.00 元", Confirmed: true });

        var step = new ClaimStepRequest { ClaimId = claim.ClaimId };
        await _policies.Claims.StartClaimReviewAsync(step);
        var grant = new GrantClaimRequest { ClaimId = claim.ClaimId, AmountCnyFen = 75_000_000 };
        Assert.Contains("研发支出辅助账及汇总表", await Refused.ByAsync(FailedPrecondition, ErrorReason.EvidenceMissing, _policies.Claims.GrantClaimAsync(grant)), StringComparison.Ordinal);
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, _policies.Claims.ReturnClaimAsync(step));
        await _policies.Claims.ReturnClaimAsync(new ClaimStepRequest { ClaimId = claim.ClaimId, Reason = "缺少辅助账" });
        await Refused.ByAsync(FailedPrecondition, ErrorReason.EvidenceMissing, _policies.ClaimsBy(code).ResubmitClaimAsync(step));
        for (var item = 0; item < 2; item++)
        {
            await _policies.ClaimsBy(code).AddClaimEvidenceAsync(new AddClaimEvidenceRequest { ClaimId = claim.ClaimId, Evidence = new ClaimEvidence { Item = item, Description = "已备查" } });
        }

        Assert.Equal(ClaimState.UnderReview, (await _policies.ClaimsBy(code).ResubmitClaimAsync(step)).State);
        grant.AmountCnyFen = 75_000_001;
        Assert.Contains("750,000.00 元", await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, _policies.Claims.GrantClaimAsync(grant)), StringComparison.Ordinal);
        grant.AmountCnyFen = 70_000_000;
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, _policies.Claims.GrantClaimAsync(grant));
        grant.Reason = "部分费用不符合范围";
        var granted = await _policies.Claims.GrantClaimAsync(grant);
        Assert.Equal((ClaimState.Granted, 70_000_000L), (granted.State, granted.GrantedCnyFen));
        var paid = await _policies.Claims.MarkClaimPaidAsync(new ClaimStepRequest { ClaimId = claim.ClaimId, Reason = "汇算清缴 2026-05-20" });
        Assert.Equal((ClaimState.Paid, "汇算清缴 2026-05-20", "部分费用不符合范围"), (paid.State, paid.PaymentReference, paid.Reason));

        var report = (await _policies.Entitlements.GetEntitlementReportAsync(new GetEntitlementReportRequest { Year = Year })).Lines.Single(line => line.PolicyCode == "RD-SUPER");
        Assert.True(report.GrantedCnyFen >= 70_000_000 && report.PaidCnyFen >= 70_000_000 && report.FulfilmentBp is > 0 and <= 10_000);
        Assert.Equal(70_000_000L, await registry.ScalarAsync<long>("select granted_cny_fen from policy_claim where claim_id = @id::uuid", new { id = claim.ClaimId }));
        var topics = (await new NotificationService.NotificationServiceClient(registry.Enterprise(code)).ListNotificationsAsync(new ListNotificationsRequest())).Notifications.Select(notification => notification.Topic).ToList();
        Assert.Subset(topics.ToHashSet(), new HashSet<string> { "claim.under-review", "claim.returned", "claim.granted", "claim.paid" });
    }

    [Fact]
    public async Task An_entitlement_is_claimed_once_also_by_many_calls_at_once()
    {
        var code = await FirmAsync(302);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await ClaimAsync(code);
                return OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));
        Assert.Equal([.. Enumerable.Repeat(AlreadyExists, 5), OK], outcomes.OrderByDescending(status => status));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from policy_claim where organisation_code = @code", new { code }));

        // One that is withdrawn may be made again.
        var claim = (await _policies.ClaimsBy(code).ListClaimsAsync(new ListClaimsRequest())).Claims[0];
        await _policies.ClaimsBy(code).WithdrawClaimAsync(new ClaimStepRequest { ClaimId = claim.ClaimId });
        Assert.Equal(ClaimState.Claimed, (await ClaimAsync(code)).State);
    }

    [Fact]
    public async Task Two_officials_who_decide_at_once_decide_once()
    {
        var code = await FirmAsync(303);
        var claim = await ClaimAsync(code, evidence: true);
        await _policies.Claims.StartClaimReviewAsync(new ClaimStepRequest { ClaimId = claim.ClaimId });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            var client = new ClaimService.ClaimServiceClient(registry.Official($"official-{number}"));
            try
            {
                await (number % 2 == 0
                    ? client.GrantClaimAsync(new GrantClaimRequest { ClaimId = claim.ClaimId, AmountCnyFen = 75_000_000 })
                    : client.RefuseClaimAsync(new ClaimStepRequest { ClaimId = claim.ClaimId, Reason = "不符合" }));
                return OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));
        Assert.Equal([.. Enumerable.Repeat(FailedPrecondition, 5), OK], outcomes.OrderByDescending(status => status));
    }

    [Fact]
    public async Task What_is_not_an_entitlement_cannot_be_claimed_and_the_reason_is_told()
    {
        var code = await FirmAsync(304);
        Task<string> RefusedAsync(ErrorReason reason, string policy, int? year = null, StatusCode status = FailedPrecondition) =>
            Refused.ByAsync(status, reason, _policies.ClaimsBy(code).CreateClaimAsync(new CreateClaimRequest { PolicyCode = policy, Year = year ?? Year }));
        Assert.Equal("不符合条件：持有高新技术企业证书。", await RefusedAsync(ErrorReason.NotEntitled, "HIGH-TECH-RATE"));
        Assert.Contains("缺少：数字化水平等级", await RefusedAsync(ErrorReason.NotEntitled, "DIGITAL-REWARD"), StringComparison.Ordinal);
        await RefusedAsync(ErrorReason.NotFound, "NO-SUCH", status: NotFound);
        await RefusedAsync(ErrorReason.NotFound, "RD-SUPER", Year - 3, NotFound);
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from policy_claim where organisation_code = @code", new { code }));
    }

    [Fact]
    public async Task Before_and_after_its_window_nothing_is_claimed()
    {
        var code = await FirmAsync(305);
        await _policies.YearAsync(code, Year - 3, figures => figures.TechTransferIncomeCnyFen = 1_000_000);
        await _policies.YearAsync(code, Year - 2, figures => figures.TechTransferIncomeCnyFen = 1_000_000);
        Task<PolicyClaim> OfAsync(int year) => _policies.ClaimsBy(code).CreateClaimAsync(new CreateClaimRequest { PolicyCode = "TECH-TRANSFER", Year = year }).ResponseAsync;
        // The relief of a year may be claimed until the end of the third year after it.
        Assert.Contains($"{Year}-12-31", await Refused.ByAsync(FailedPrecondition, ErrorReason.ClaimWindowClosed, OfAsync(Year - 3)), StringComparison.Ordinal);
        Assert.Equal(ClaimState.Claimed, (await OfAsync(Year - 2)).State);
    }

    [Fact]
    public async Task Nothing_is_granted_on_figures_that_nobody_confirmed()
    {
        var code = await FirmAsync(306, confirm: false);
        var claim = await ClaimAsync(code, evidence: true);
        Assert.Contains(claim.Facts, fact => !fact.Confirmed);
        await _policies.Claims.StartClaimReviewAsync(new ClaimStepRequest { ClaimId = claim.ClaimId });
        var grant = new GrantClaimRequest { ClaimId = claim.ClaimId, AmountCnyFen = 75_000_000 };
        await Refused.ByAsync(FailedPrecondition, ErrorReason.FiguresUnconfirmed, _policies.Claims.GrantClaimAsync(grant));
        await _policies.Firms.ConfirmFirmAsync(new FirmStepRequest { OrganisationCode = code });
        await Refused.ByAsync(FailedPrecondition, ErrorReason.FiguresUnconfirmed, _policies.Claims.GrantClaimAsync(grant));
        // Figures that were corrected downwards bound the grant; the claim's own snapshot stays.
        await _policies.YearAsync(code, Year, figures => figures.EligibleRdExpenseCnyFen = 100_000_000);
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, _policies.Claims.GrantClaimAsync(grant));
        (grant.AmountCnyFen, grant.Reason) = (25_000_000, "按核实后的数据");
        var granted = await _policies.Claims.GrantClaimAsync(grant);
        Assert.Equal((75_000_000L, 25_000_000L), (granted.ClaimedCnyFen, granted.GrantedCnyFen));
        Assert.Contains(granted.Facts, fact => fact.Value == "3,000,000.00 元");
    }

    [Fact]
    public async Task A_firm_sees_its_own_claims_alone_and_decides_none()
    {
        var code = await FirmAsync(307);
        var other = await FirmAsync(308);
        var claim = await ClaimAsync(code);
        var step = new ClaimStepRequest { ClaimId = claim.ClaimId };
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, _policies.ClaimsBy(other).GetClaimAsync(new GetClaimRequest { ClaimId = claim.ClaimId }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, _policies.ClaimsBy(other).WithdrawClaimAsync(step));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, _policies.ClaimsBy(other).AddClaimEvidenceAsync(
            new AddClaimEvidenceRequest { ClaimId = claim.ClaimId, Evidence = new ClaimEvidence { Description = "别家的" } }));
        Assert.Empty((await _policies.ClaimsBy(other).ListClaimsAsync(new ListClaimsRequest { OrganisationCode = code })).Claims);
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, _policies.ClaimsBy(code).StartClaimReviewAsync(step));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, _policies.ClaimsBy(code).GrantClaimAsync(new GrantClaimRequest { ClaimId = claim.ClaimId, AmountCnyFen = 1 }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, _policies.ClaimsBy(code).MarkClaimPaidAsync(step));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, _policies.Claims.CreateClaimAsync(new CreateClaimRequest { PolicyCode = "RD-SUPER", Year = Year }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, new ClaimService.ClaimServiceClient(registry.University("12130300401887061P")).ListClaimsAsync(new ListClaimsRequest()));
        await Refused.ByAsync(PermissionDenied, ErrorReason.OtherOrganisation, new EntitlementService.EntitlementServiceClient(registry.Enterprise(other))
            .ListEntitlementsAsync(new ListEntitlementsRequest { OrganisationCode = code }));
        Assert.Equal(1, await registry.ScalarAsync<int>("select state::int from policy_claim where claim_id = @id::uuid", new { id = claim.ClaimId }));
    }

    [Fact]
    public async Task What_was_never_claimed_is_listed_largest_first_and_leaves_the_list_when_claimed()
    {
        var code = await FirmAsync(309, figures => figures.TalentsHired = 2);
        var own = new EntitlementService.EntitlementServiceClient(registry.Enterprise(code));
        var first = await own.ListUnclaimedAsync(new ListUnclaimedRequest { PageSize = 1, OrganisationCode = PolicyFixture.Code(301) });
        var second = await own.ListUnclaimedAsync(new ListUnclaimedRequest { PageSize = 1, PageToken = first.NextPageToken, OrganisationCode = PolicyFixture.Code(301) });
        Assert.Equal(("RD-SUPER", 75_000_000L, "TALENT-HOUSING", 2_400_000L, ""), (
            first.Entitlements[0].PolicyCode, first.Entitlements[0].WorthCnyFen, second.Entitlements[0].PolicyCode, second.Entitlements[0].WorthCnyFen, second.NextPageToken));
        await ClaimAsync(code);
        Assert.Equal(["TALENT-HOUSING"], (await own.ListUnclaimedAsync(new ListUnclaimedRequest())).Entitlements.Select(entitlement => entitlement.PolicyCode));
        var all = await _policies.Entitlements.ListUnclaimedAsync(new ListUnclaimedRequest { PolicyCode = "TALENT-HOUSING", Year = Year });
        Assert.Contains(all.Entitlements, entitlement => entitlement.OrganisationCode == code);
        var mine = await own.ListEntitlementsAsync(new ListEntitlementsRequest { OrganisationCode = code });
        Assert.Equal((77_400_000L, 2_400_000L), (mine.EntitledCnyFen, mine.UnclaimedCnyFen));
        Assert.Equal(ClaimState.Claimed, mine.Entitlements.Single(entitlement => entitlement is { PolicyCode: "RD-SUPER" } && entitlement.Year == Year).ClaimState);
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, own.GetEntitlementReportAsync(new GetEntitlementReportRequest()));
    }

    [Fact]
    public async Task Evidence_names_a_file_only_where_the_claim_has_it()
    {
        var code = await FirmAsync(310);
        var claim = await ClaimAsync(code);
        var evidence = new AddClaimEvidenceRequest { ClaimId = claim.ClaimId, Evidence = new ClaimEvidence { Item = 0, Description = "辅助账", FileId = Guid.CreateVersion7(registry.Clock.GetUtcNow()).ToString() } };
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, _policies.ClaimsBy(code).AddClaimEvidenceAsync(evidence));
        evidence.Evidence.FileId = (await UploadAsync(code, claim.ClaimId)).FileId;
        Assert.Equal(evidence.Evidence.FileId, Assert.Single((await _policies.ClaimsBy(code).AddClaimEvidenceAsync(evidence)).Evidence).FileId);
        Assert.Single((await new FileService.FileServiceClient(registry.Official()).ListFilesAsync(new ListFilesRequest { Purpose = FilePurpose.ClaimEvidence, OwnerId = claim.ClaimId })).Files);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, new FileService.FileServiceClient(registry.Enterprise(PolicyFixture.Code(311)))
            .ListFilesAsync(new ListFilesRequest { Purpose = FilePurpose.ClaimEvidence, OwnerId = claim.ClaimId }));
        await _policies.ClaimsBy(code).WithdrawClaimAsync(new ClaimStepRequest { ClaimId = claim.ClaimId });
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, UploadAsync(code, claim.ClaimId));
        evidence.Evidence.Item = 9;
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, _policies.ClaimsBy(code).AddClaimEvidenceAsync(evidence));
    }

    [Fact]
    public void The_schema_holds_the_same_moves_as_the_table()
    {
        // (1, 2), (1, 7), (2, 3), (2, 4), (2, 5), (2, 7), (3, 2), (3, 7), (4, 6) in claim_transition.
        (int, int)[] schema = [(1, 2), (1, 7), (2, 3), (2, 4), (2, 5), (2, 7), (3, 2), (3, 7), (4, 6)];
        Assert.Equal(schema, ClaimSteps.Moves.Select(move => ((int)move.From, (int)move.To)).Order());
    }

    private async Task<string> FirmAsync(int number, Action<FirmYear>? with = null, bool confirm = true)
    {
        await _policies.SeededAsync();
        var code = PolicyFixture.Code(number);
        await _policies.ProfileAsync(code, confirm: confirm);
        await _policies.YearAsync(code, Year, with, confirm);
        return code;
    }

    private async Task<PolicyClaim> ClaimAsync(string code, bool evidence = false)
    {
        var request = new CreateClaimRequest { PolicyCode = "RD-SUPER", Year = Year };
        if (evidence)
        {
            request.Evidence.Add(new ClaimEvidence { Item = 0, Description = "辅助账" });
            request.Evidence.Add(new ClaimEvidence { Item = 1, Description = "立项文件" });
        }

        return await _policies.ClaimsBy(code).CreateClaimAsync(request);
    }

    private async Task<AttachedFile> UploadAsync(string code, string claimId)
    {
        using var call = new FileService.FileServiceClient(registry.Enterprise(code)).UploadFile();
        await call.RequestStream.WriteAsync(new UploadFileRequest { Header = new UploadFileHeader { Purpose = FilePurpose.ClaimEvidence, OwnerId = claimId, FileName = "辅助账.pdf" } });
        try
        {
            await call.RequestStream.WriteAsync(new UploadFileRequest { Data = Google.Protobuf.ByteString.CopyFromUtf8("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n") });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException)
        {
            // Refused before the content was taken in; the answer says why.
        }

        return await call.ResponseAsync;
    }
}
