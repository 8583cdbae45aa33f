using System.Globalization;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Transfer.V1;

namespace Platform.Demo.Steps;

/// <summary>Activation has opened a negotiation; the firm drafts the technology contract and both sides sign it.</summary>
internal static class SignAgreement
{
    public static readonly Step Step = new("agreement", "洽谈并签订技术合同", "Negotiate and sign the technology contract", RunAsync);

    /// <summary>Where neither listing nor need names a price: 500,000 CNY.</summary>
    private const long UsualAmountFen = 50_000_000;

    private static async Task RunAsync(JobContext job)
    {
        if (job.Collaboration is not { } collaboration || job.Matter is not { Listing: { } found } matter)
            return;
        var firm = await job.Parties.EnterpriseAsync(matter.Project.OrganisationCode);
        var owner = await job.Parties.UniversityAsync(found.Finding.OrganisationCode);
        var opened = await job.UntilAsync(async () => (await firm.Negotiations.ListNegotiationsAsync(
            new ListNegotiationsRequest { CollaborationId = collaboration.CollaborationId }, cancellationToken: job.Cancellation)).Negotiations.FirstOrDefault())
            ?? throw new JobFailure("协同事项生效后没有开启洽谈", "activation opened no negotiation");

        var listing = await firm.Listings.GetListingAsync(new GetListingRequest { ListingId = opened.ListingId }, cancellationToken: job.Cancellation);
        var need = await firm.TechnologyNeeds.GetTechnologyNeedAsync(new GetTechnologyNeedRequest { NeedId = found.Need.NeedId }, cancellationToken: job.Cancellation);
        var draft = await firm.Agreements.DraftAgreementAsync(Draft(job, opened, listing, need), cancellationToken: job.Cancellation);
        await SignAsync(owner);
        var signed = await SignAsync(firm);
        if (signed.State != AgreementState.InForce)
            throw new JobFailure($"双方签署后合同仍为 {signed.State}", $"after both signatures the contract is {signed.State}");
        var amount = (signed.AmountCnyFen / 1_000_000m).ToString("0.##", CultureInfo.InvariantCulture);
        job.Printer.Note(
            $"{signed.OrganisationName} 与 {signed.OwnerName} 就“{signed.ListingTitle}”签约，金额 {amount} 万元",
            $"{signed.OrganisationName} and {signed.OwnerName} signed for “{signed.ListingTitle}”, {amount} × 10,000 CNY");

        async Task<Agreement> SignAsync(Session side) => await side.Agreements.SignAgreementAsync(
            new AgreementHashRequest { AgreementId = draft.AgreementId, TermsHash = draft.TermsHash, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
    }

    private static DraftAgreementRequest Draft(JobContext job, Negotiation opened, Listing listing, TechnologyNeed need) => new()
    {
        NegotiationId = opened.NegotiationId,
        Kind = listing.Form switch
        {
            TransferForm.JointDevelopment => AgreementKind.Development,
            TransferForm.Assignment or TransferForm.Equity => AgreementKind.Assignment,
            TransferForm.Service => AgreementKind.Service,
            _ => AgreementKind.Licence,
        },
        AmountCnyFen = listing.AskingPriceCnyFen > 0 ? listing.AskingPriceCnyFen : need.BudgetCnyFen > 0 ? need.BudgetCnyFen : UsualAmountFen,
        Terms = $"{listing.OwnerName} 就成果“{listing.Title}”向 {need.OrganisationName} 提供技术，解决“{need.Title}”；收益分配按双方约定。",
        Exclusive = listing.Form == TransferForm.ExclusiveLicence,
        // An agreed price would be in public notice for fifteen days first; this one was found at an exchange.
        Pricing = Pricing.Exchange,
        PricingRecord = "演示技术交易市场 挂牌成交",
        RequestId = job.NewRequestId(),
    };
}
