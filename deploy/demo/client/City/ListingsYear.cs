using Google.Protobuf.WellKnownTypes;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>
/// Listings of one university and needs of one firm in every state that their pages can show. What is there already, by its title,
/// stays as it is.
/// </summary>
internal static class ListingsYear
{
    public const string University = "12130300YQ01000118";

    public static async Task RunAsync(JobContext job)
    {
        var owner = await job.Parties.UniversityAsync(University);
        var second = await job.Parties.SecondUniversityAsync(University);
        var known = await KnownAsync(job, owner);
        await job.ForAllAsync(ListingPlan.All, plan => ListingAsync(job, owner, second, plan, known));
        await NeedsAsync(job);
        job.Printer.Note($"成果 {ListingPlan.All.Count} 项（演示数据）", $"{ListingPlan.All.Count} listings (made up)");
    }

    internal static async Task<Dictionary<string, Listing>> KnownAsync(JobContext job, Session owner)
    {
        var known = new Dictionary<string, Listing>(StringComparer.Ordinal);
        var request = new ListListingsRequest { Mine = true, PageSize = 200 };
        do
        {
            var page = await owner.Listings.ListListingsAsync(request, cancellationToken: job.Cancellation);
            foreach (var listing in page.Listings)
                known.TryAdd(listing.Title, listing);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return known;
    }

    internal static async Task ListingAsync(JobContext job, Session owner, Session second, ListingPlan plan, Dictionary<string, Listing> known)
    {
        var listing = known.GetValueOrDefault(plan.Content.Title) ?? await CreateAsync(job, owner, plan.Content);
        var wanted = plan.Revised ? ListingState.Listed : plan.State;
        if (listing.State == ListingState.Draft && wanted != ListingState.Draft)
            listing = await owner.Listings.SubmitListingAsync(Step(), cancellationToken: job.Cancellation);
        if (listing.State == ListingState.InApproval && wanted != ListingState.InApproval)
            listing = await second.Listings.PublishListingAsync(Step(), cancellationToken: job.Cancellation);
        if (listing.State == ListingState.Listed && wanted == ListingState.Withdrawn)
            await owner.Listings.WithdrawListingAsync(Step(), cancellationToken: job.Cancellation);
        if (!plan.Revised || listing.PublishedVersion != 1)
            return;
        // One change in force, and another that waits for its approval.
        await AskAsync(new Listing { ListingId = listing.ListingId, AskingPriceCnyFen = 60_000_000, AskingPriceMaxCnyFen = 90_000_000 }, "asking_price_cny_fen", "asking_price_max_cny_fen");
        await second.Listings.PublishListingAsync(Step(), cancellationToken: job.Cancellation);
        await AskAsync(new Listing { ListingId = listing.ListingId, PartnerSought = "具备冷轧或平整产线、愿意开放一条产线做三个月联合调试的企业。" }, "partner_sought");

        ListingStepRequest Step() => new() { ListingId = listing.ListingId, RequestId = job.NewRequestId() };

        async Task AskAsync(Listing change, params string[] fields) => await owner.Listings.UpdateListingAsync(
            new UpdateListingRequest { Listing = change, UpdateMask = new FieldMask { Paths = { fields } }, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static async Task<Listing> CreateAsync(JobContext job, Session owner, CreateListingRequest content)
    {
        var request = content.Clone();
        request.RequestId = job.NewRequestId();
        return await owner.Listings.CreateListingAsync(request, cancellationToken: job.Cancellation);
    }

    /// <summary>A need with a range of budget, one that was closed, and one that was closed and opened again; solved ones come from contracts.</summary>
    private static async Task NeedsAsync(JobContext job)
    {
        if ((await Accounts.FirmsAsync(job)).FirstOrDefault() is not { } firm)
            return;
        var session = await job.Parties.EnterpriseAsync(firm);
        var mine = await session.TechnologyNeeds.ListTechnologyNeedsAsync(new ListTechnologyNeedsRequest { OrganisationCode = firm, PageSize = 200 }, cancellationToken: job.Cancellation);
        var known = mine.Needs.Select(need => need.Title).ToHashSet(StringComparer.Ordinal);
        foreach (var (title, closed, reopened) in new[] { ("产线能耗在线优化（演示）", false, false), ("旧检测台改造（演示，已关闭）", true, false), ("焊缝缺陷识别（演示，重新征集）", true, true) })
        {
            if (known.Contains(title))
                continue;
            var need = await session.TechnologyNeeds.CreateTechnologyNeedAsync(
                new CreateTechnologyNeedRequest
                {
                    Title = title, Industry = "high-end-equipment", Track = "high-end-equipment", Discipline = "0802", Description = "演示需求，用于展示各种状态。",
                    MinimumReadiness = 6, BudgetCnyFen = 50_000_000, BudgetMaxCnyFen = 120_000_000, RequestId = job.NewRequestId(),
                },
                cancellationToken: job.Cancellation);
            if (closed)
                await session.TechnologyNeeds.CloseTechnologyNeedAsync(new CloseTechnologyNeedRequest { NeedId = need.NeedId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            if (reopened)
                await session.TechnologyNeeds.ReopenTechnologyNeedAsync(new ReopenTechnologyNeedRequest { NeedId = need.NeedId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    }
}
