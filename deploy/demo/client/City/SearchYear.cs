using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>Saved searches of a firm, of universities and of the official body, and names added to the glossary; saved before the year's new listings, so that one of them finds something.</summary>
internal static class SearchYear
{
    private static readonly (string Name, SearchedKind Kind, SearchRequest Search)[] OfFirm =
    [
        ("平整机板形控制", SearchedKind.Listings, new SearchRequest { Query = "平整机板形预测控制" }),
        ("液压状态监测（可量产）", SearchedKind.Listings, new SearchRequest { Query = "液压状态监测 故障诊断", Readiness = 7 }),
        ("200 万元以内的动力电池技术", SearchedKind.Listings, new SearchRequest { Query = "power battery recycling 动力电池", PriceCnyFen = 200_000_000 }),
    ];

    private static readonly (string Name, SearchedKind Kind, SearchRequest Search)[] OfUniversity =
    [
        ("轮毂铸造需求", SearchedKind.Needs, new SearchRequest { Query = "轮毂 低压铸造 缺陷" }),
        ("装备数字孪生需求", SearchedKind.Needs, new SearchRequest { Query = "数字孪生 故障诊断", Industry = "high-end-equipment" }),
    ];

    private static readonly (string Chinese, string English)[] Names = [("揭榜挂帅", "open challenge"), ("平整机", "skin-pass mill"), ("板形", "flatness")];

    public static async Task RunAsync(JobContext job)
    {
        var firm = await job.Parties.EnterpriseAsync("91130303MAYQ10876B");
        var university = await job.Parties.UniversityAsync(ListingsYear.University);
        await SaveAsync(job, firm, OfFirm);
        await SaveAsync(job, university, OfUniversity);
        await SaveAsync(job, job.Official, [.. OfFirm.Take(1), .. OfUniversity.Take(1)]);
        await AddNamesAsync(job);
        job.Printer.Note($"检索订阅 {OfFirm.Length + OfUniversity.Length + 2} 个，词表增补 {Names.Length} 对", $"{OfFirm.Length + OfUniversity.Length + 2} saved searches, {Names.Length} names added to the glossary");
    }

    private static async Task SaveAsync(JobContext job, Session session, (string Name, SearchedKind Kind, SearchRequest Search)[] searches)
    {
        var known = (await session.SavedSearches.ListSavedSearchesAsync(new ListSavedSearchesRequest(), cancellationToken: job.Cancellation)).SavedSearches
            .Select(saved => saved.Name).ToHashSet(StringComparer.Ordinal);
        await job.ForAllAsync(searches.Where(one => !known.Contains(one.Name)), one => session.SavedSearches.SaveSearchAsync(
            new SaveSearchRequest { Name = one.Name, Kind = one.Kind, Search = one.Search, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation).ResponseAsync);
    }

    private static async Task AddNamesAsync(JobContext job)
    {
        var known = (await job.Official.Glossary.ListGlossaryTermsAsync(new ListGlossaryTermsRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Terms
            .Select(term => term.Chinese).ToHashSet(StringComparer.Ordinal);
        await job.ForAllAsync(Names.Where(one => !known.Contains(one.Chinese)), one => job.Official.Glossary.AddGlossaryTermAsync(
            new AddGlossaryTermRequest { Chinese = one.Chinese, English = one.English, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation).ResponseAsync);
    }
}
