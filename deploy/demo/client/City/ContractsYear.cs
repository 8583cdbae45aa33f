using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>
/// Contracts of several kinds and ends: an exclusive licence whose income is shared with a statement per inventor, a price notice that runs, one performed,
/// one terminated, a draft, and some on research from Beijing and Tianjin. What is there already stays.
/// </summary>
internal static class ContractsYear
{
    public static async Task RunAsync(JobContext job)
    {
        // Those with a login come first.
        var firms = (await Accounts.FirmsAsync(job)).Concat(ShippedOrganisations.Read(job.Connections.Settings.DataFolder)
            .Where(one => one.Kind == OrganisationKind.Enterprise).Select(one => one.Code)).Distinct(StringComparer.Ordinal).ToList();
        var known = (await job.Official.Agreements.ListAgreementsAsync(new ListAgreementsRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Agreements;
        var free = (await Lists.ListingsAsync(job)).Where(listing => listing.State == ListingState.Listed && listing.OwnerCode.Length > 0)
            .OrderByDescending(listing => listing.OwnerName == "燕山大学").ThenBy(listing => listing.Title, StringComparer.Ordinal).ToList();
        var made = 0;
        foreach (var (i, plan) in ContractPlan.All.Index())
        {
            var begun = known.FirstOrDefault(agreement => agreement.Terms.StartsWith(plan.Mark, StringComparison.Ordinal));
            if (begun is null && firms.Count > 0 && free.Find(listing => listing.Origin == plan.Origin) is { } chosen)
            {
                free.Remove(chosen);
                await CarryAsync(job, plan, await DraftAsync(job, plan, chosen, firms[i % firms.Count]));
                made++;
            }
            else if (begun is { State: AgreementState.Draft })
            {
                await CarryAsync(job, plan, begun);
            }
        }

        job.Printer.Note($"技术合同新增 {made} 份", $"{made} contracts made");
    }

    private static async Task<Agreement> DraftAsync(JobContext job, ContractPlan plan, Listing listing, string firm)
    {
        var owner = await job.Parties.UniversityAsync(listing.OwnerCode);
        if (plan.Shared)
            await PolicyAsync(job, owner);
        return await owner.Agreements.DraftAgreementAsync(Draft(job, plan, listing, firm), cancellationToken: job.Cancellation);
    }

    /// <summary>On from a draft, also one that an earlier load was cut off at.</summary>
    private static async Task CarryAsync(JobContext job, ContractPlan plan, Agreement drafted)
    {
        if (plan.End == ContractEnd.Draft)
            return;
        var owner = await job.Parties.UniversityAsync(drafted.OwnerCode);
        var firm = await job.Parties.EnterpriseAsync(drafted.OrganisationCode);
        if (plan.End == ContractEnd.Noticed)
        {
            await NoticeAsync(job, owner, firm, drafted);
            return;
        }

        if (!drafted.OwnerSigned)
            await owner.Agreements.SignAgreementAsync(Hash(job, drafted), cancellationToken: job.Cancellation);
        await firm.Agreements.SignAgreementAsync(Hash(job, drafted), cancellationToken: job.Cancellation);
        if (plan.Shared)
            await ShareAsync(job, owner, drafted);
        else if (plan.End != ContractEnd.Terminated)
            await PayAsync(job, owner, drafted, 1);
        await EndAsync(job, plan, owner, firm, drafted);
    }

    private static DraftAgreementRequest Draft(JobContext job, ContractPlan plan, Listing listing, string firm)
    {
        var today = job.Today;
        var agreed = plan.End is ContractEnd.Noticed or ContractEnd.Draft;
        var request = new DraftAgreementRequest
        {
            ListingId = listing.ListingId, OrganisationCode = firm, Kind = plan.Kind, AmountCnyFen = plan.AmountFen, Exclusive = plan.Exclusive,
            Terms = $"{plan.Mark}：{listing.OwnerName}就“{listing.Title}”与企业订立，演示数据，不具法律效力。",
            IpClauses = "后续改进成果归完成改进的一方所有；专利权属不变。",
            Pricing = agreed ? Pricing.Agreed : Pricing.Exchange,
            PricingRecord = agreed ? "" : "演示技术交易市场 挂牌成交",
            Royalty = plan.RoyaltyBp > 0 ? new Royalty { RateBp = plan.RoyaltyBp, PeriodMonths = 6, DueDays = 30 } : null,
            EndDay = PoolReports.Text(today.AddYears(6)),
            RequestId = job.NewRequestId(),
        };
        if (plan.Shared || plan.Kind == AgreementKind.Development)
        {
            request.Payments.Add(new PaymentDraft { AmountCnyFen = plan.AmountFen / 3, DueDay = PoolReports.Text(today.AddDays(10)), Condition = "签约后十日内" });
            request.Payments.Add(new PaymentDraft { AmountCnyFen = plan.AmountFen - (plan.AmountFen / 3), DueDay = PoolReports.Text(today.AddMonths(8)), Condition = "样机验收后" });
            request.Milestones.Add(new MilestoneDraft { Title = "样机验收", Criteria = "连续运行 72 小时，指标达到附件一", DueDay = PoolReports.Text(today.AddMonths(7)) });
        }

        return request;
    }

    private static async Task NoticeAsync(JobContext job, Session owner, Session firm, Agreement drafted)
    {
        await firm.Agreements.AgreePriceAsync(Hash(job, drafted), cancellationToken: job.Cancellation);
        var noticed = await owner.Agreements.PublishPriceNoticeAsync(new PublishPriceNoticeRequest { AgreementId = drafted.AgreementId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        foreach (var (contact, grounds) in new[] { ("demo-1@example.org", "演示异议：同类成果评估价更高，请说明定价依据。"), ("demo-2@example.org", "演示异议：完成人名单是否包含外单位人员？") })
        {
            await job.Official.PriceNotices.FilePriceObjectionAsync(
                new FilePriceObjectionRequest { NoticeId = noticed.Notice.NoticeId, ObjectorName = "演示公众", Contact = contact, Grounds = grounds }, cancellationToken: job.Cancellation);
        }

        var filed = (await owner.PriceNotices.ListPriceObjectionsAsync(new ListPriceObjectionsRequest { NoticeId = noticed.Notice.NoticeId }, cancellationToken: job.Cancellation)).Objections;
        await owner.PriceNotices.AnswerPriceObjectionAsync(
            new AnswerPriceObjectionRequest { ObjectionId = filed[0].ObjectionId, Answer = "已核查：价格以第三方评估为依据，异议不成立。", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static async Task PolicyAsync(JobContext job, Session owner)
    {
        var known = await owner.BenefitSharings.ListBenefitPoliciesAsync(new ListBenefitPoliciesRequest(), cancellationToken: job.Cancellation);
        if (known.Policies.Count > 0)
            return;
        await owner.BenefitSharings.PublishBenefitPolicyAsync(
            new PublishBenefitPolicyRequest
            {
                ValidFrom = PoolReports.Text(job.Today.AddYears(-1)), InventorEquityBp = 7_000, Source = "演示办法（非学校正式文件）", RequestId = job.NewRequestId(),
                Tiers =
                {
                    new BenefitTier { InventorsBp = 7_000, DepartmentBp = 1_000, SchoolBp = 1_500, TransferOfficeBp = 500 },
                    new BenefitTier { AboveCnyFen = 100_000_000, InventorsBp = 8_000, DepartmentBp = 500, SchoolBp = 1_000, TransferOfficeBp = 500 },
                },
            },
            cancellationToken: job.Cancellation);
    }

    /// <summary>Three inventors, a cost, the first payment with its statement, then a late cost corrected by a second one.</summary>
    private static async Task ShareAsync(JobContext job, Session owner, Agreement signed)
    {
        await owner.BenefitSharings.SetInventorsAsync(
            new SetInventorsRequest
            {
                AgreementId = signed.AgreementId, RequestId = job.NewRequestId(),
                Inventors =
                {
                    new Inventor { Name = "演示完成人甲", Department = "机械工程学院", WeightBp = 5_000 },
                    new Inventor { Name = "演示完成人乙", Department = "机械工程学院", WeightBp = 3_000 },
                    new Inventor { Name = "演示完成人丙", Department = "信息科学与工程学院", WeightBp = 2_000 },
                },
            },
            cancellationToken: job.Cancellation);
        await CostAsync(job, owner, signed, 1_234_567, "第三方检测费");
        await PayAsync(job, owner, signed, 1);
        await CostAsync(job, owner, signed, 300_000, "技术经纪服务费（补登）");
        await owner.BenefitSharings.DistributeIncomeAsync(
            new DistributeIncomeRequest { AgreementId = signed.AgreementId, Reason = "补登技术经纪服务费", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await owner.Agreements.RecordRegistrationAsync(
            new RecordRegistrationRequest { AgreementId = signed.AgreementId, RegistrationNumber = "DEMO-2026-0001", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static async Task CostAsync(JobContext job, Session owner, Agreement signed, long amount, string what) => await owner.BenefitSharings.RecordDirectCostAsync(
        new RecordDirectCostRequest
        {
            AgreementId = signed.AgreementId, Day = PoolReports.Text(job.Today), AmountCnyFen = amount, Description = what, Evidence = "演示凭证", RequestId = job.NewRequestId(),
        },
        cancellationToken: job.Cancellation);

    private static async Task PayAsync(JobContext job, Session owner, Agreement signed, int number) => await owner.Agreements.ConfirmPaymentAsync(
        new ConfirmPaymentRequest { AgreementId = signed.AgreementId, Number = number, PaidDay = PoolReports.Text(job.Today), Voucher = "演示回单", RequestId = job.NewRequestId() },
        cancellationToken: job.Cancellation);

    private static async Task EndAsync(JobContext job, ContractPlan plan, Session owner, Session firm, Agreement signed)
    {
        var step = new AgreementStepRequest { AgreementId = signed.AgreementId, RequestId = job.NewRequestId() };
        if (plan.End == ContractEnd.Performed)
            await owner.Agreements.CompleteAgreementAsync(step, cancellationToken: job.Cancellation);
        if (plan.End != ContractEnd.Terminated)
            return;
        step.Reason = "演示：企业调整产线，双方协商解除";
        await firm.Agreements.TerminateAgreementAsync(step, cancellationToken: job.Cancellation);
    }

    private static AgreementHashRequest Hash(JobContext job, Agreement agreement) => new() { AgreementId = agreement.AgreementId, TermsHash = agreement.TermsHash, RequestId = job.NewRequestId() };
}
