using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>Negotiations of one university with the city's firms at every stage. Each is led on from where it stands, so what is there already stays.</summary>
internal static class NegotiationsYear
{
    private const string Nda = "双方对洽谈中获悉的技术资料、样品和商业信息承担保密义务，仅用于评估合作，期限五年（演示文本）。";

    public static async Task RunAsync(JobContext job)
    {
        var firms = await Accounts.FirmsAsync(job);
        if (firms.Count == 0)
            return;
        var owner = await job.Parties.UniversityAsync(ListingsYear.University);
        var second = await job.Parties.SecondUniversityAsync(ListingsYear.University);
        var known = await ListingsYear.KnownAsync(job, owner);
        var missing = NegotiationPlan.All.Where(plan => known.GetValueOrDefault(plan.Title) is not { State: not (ListingState.Draft or ListingState.InApproval) }).ToList();
        await job.ForAllAsync(missing, plan => ListingsYear.ListingAsync(job, owner, second, new ListingPlan(ListingState.Listed, plan.Listing), known));
        if (missing.Count > 0)
            known = await ListingsYear.KnownAsync(job, owner);
        var begun = await BegunAsync(job, owner);
        await job.ForAllAsync(NegotiationPlan.All.Index(), async one =>
        {
            var listing = known[one.Item.Title];
            var negotiation = begun.GetValueOrDefault(listing.ListingId);
            var firm = await job.Parties.EnterpriseAsync(negotiation?.OrganisationCode ?? firms[one.Index % Math.Min(2, firms.Count)]);
            var sides = new Sides(firm, owner);
            await LeadAsync(job, sides, one.Item, negotiation ?? await OpenAsync(job, sides, one.Item, listing));
        });
        job.Printer.Note($"洽谈 {NegotiationPlan.All.Count} 项，涵盖各个阶段（演示数据）", $"{NegotiationPlan.All.Count} negotiations, at every stage (made up)");
    }

    private static async Task LeadAsync(JobContext job, Sides sides, NegotiationPlan plan, Negotiation negotiation)
    {
        if (negotiation.State != NegotiationState.Open || plan.Stage == NegotiationStage.Interest)
            return;
        var id = negotiation.NegotiationId;
        if (negotiation.Stage == NegotiationStage.Interest)
            negotiation = await sides.Owner.Negotiations.AcceptInterestAsync(new AcceptInterestRequest { NegotiationId = id, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (negotiation.Stage == NegotiationStage.Confidentiality)
            await NegotiationSteps.AgreeOnNdaAsync(job, sides, id, Nda, both: plan.Stage > NegotiationStage.Confidentiality);
        if (plan.Stage == NegotiationStage.Confidentiality)
            return;
        await NegotiationSteps.FillRoomAsync(job, sides, id);
        if (plan.Stage > NegotiationStage.DueDiligence)
            await NegotiationSteps.AgreeOnTermsAsync(job, sides, id, plan);
        if (plan.Withdrawn)
        {
            await sides.Firm.Negotiations.EndNegotiationAsync(
                new EndNegotiationRequest { NegotiationId = id, Reason = "年度预算调整，暂不引进（演示）", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    }

    private static async Task<Negotiation> OpenAsync(JobContext job, Sides sides, NegotiationPlan plan, Listing listing)
    {
        var opened = await sides.Firm.Negotiations.OpenNegotiationAsync(
            new OpenNegotiationRequest { ListingId = listing.ListingId, Form = plan.Form, Intent = "希望用于现有产品升级，愿提供试验场地（演示）。", RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
        await PostAsync(sides.Firm, "能否先提供一份样品和检测报告？（演示）");
        await PostAsync(sides.Owner, "可以，保密协议生效后上传到资料室。（演示）");
        return opened;

        async Task PostAsync(Session side, string text) => await side.Negotiations.PostNegotiationMessageAsync(
            new PostNegotiationMessageRequest { NegotiationId = opened.NegotiationId, Text = text, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    /// <summary>The newest of the university's negotiations by listing.</summary>
    private static async Task<Dictionary<string, Negotiation>> BegunAsync(JobContext job, Session owner)
    {
        var begun = new Dictionary<string, Negotiation>(StringComparer.Ordinal);
        var request = new ListNegotiationsRequest { PageSize = 200 };
        do
        {
            var page = await owner.Negotiations.ListNegotiationsAsync(request, cancellationToken: job.Cancellation);
            foreach (var negotiation in page.Negotiations)
                begun.TryAdd(negotiation.ListingId, negotiation);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return begun;
    }

    internal sealed record Sides(Session Firm, Session Owner);
}
