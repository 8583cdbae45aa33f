using System.Globalization;
using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>
/// Graduates of earlier years, placed and followed up by both sides, some of whom left; and placements in each earlier state. What is
/// there already stays, so it may be repeated.
/// </summary>
internal static class PlacementsYear
{
    private const int MonthsTold = 6;

    public static async Task RunAsync(JobContext job)
    {
        var organisations = ShippedOrganisations.Read(job.Connections.Settings.DataFolder);
        var firms = organisations.Where(one => one.Kind == OrganisationKind.Enterprise).Select(one => one.Code).ToList();
        firms = [.. (await Accounts.FirmsAsync(job)).Concat(firms).Distinct(StringComparer.Ordinal).Take(3)];
        if (firms.Count == 0)
            return;
        var graduates = await GraduatesAsync(job, organisations);
        var posts = await PostsAsync(job, firms);
        var placements = (await PlacementsAsync(job)).ToLookup(placement => placement.TalentId, StringComparer.Ordinal);
        var changed = 0;
        await job.ForAllAsync(graduates, async one =>
        {
            var (plan, talentId) = one;
            var (need, industry) = posts[plan.Post];
            if (await new PlacementStages(job, plan, talentId, need, industry).RunAsync(placements[talentId].LastOrDefault(placement => placement.NeedId == need.NeedId)))
                Interlocked.Increment(ref changed);
        });
        if (changed > 0)
            await TellMonthsAsync(job);
        var table = await job.Official.Retention.GetRetentionAsync(new GetRetentionRequest { Dimension = RetentionDimension.College }, cancellationToken: job.Cancellation);
        foreach (var total in table.Total.Figures.Where(figures => figures.Rate.Length > 0))
        {
            job.Printer.Note(
                $"{total.Months} 个月留秦率 {total.Rate}%（到期 {total.Due} 人，答复率 {total.ResponseRate}%）",
                $"retention after {total.Months} months {total.Rate} % ({total.Due} due, {total.ResponseRate} % answered)");
        }
    }

    /// <summary>The graduates with their ids; imported where they are not there yet.</summary>
    private static async Task<IReadOnlyList<(PlacementPlans.Graduate Plan, string TalentId)>> GraduatesAsync(JobContext job, IReadOnlyList<ShippedOrganisation> organisations)
    {
        var names = organisations.Where(one => one.Kind == OrganisationKind.University).ToDictionary(one => one.Code, one => one.Name, StringComparer.Ordinal);
        var content = PlacementPlans.File(names, job.Today);
        var options = new ImportOptions { FileName = "graduates.csv", AllowPartial = true, RequestId = job.NewRequestId() };
        if ((await Lists.TalentsAsync(job)).Count(talent => talent.Major.EndsWith(PlacementPlans.MajorMark, StringComparison.Ordinal)) < PlacementPlans.All.Count)
        {
            await job.Official.Streaming(PlatformHost.TalentMatching).RunAsync(
                call => Uploads.SendAsync(job.Official.Talents.ImportTalents(call), options, content), TimeSpan.FromMinutes(1), job.Cancellation);
        }

        // Only their own school sees the phones that tell them apart.
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var school in PlacementPlans.All.Select(one => one.School).Distinct(StringComparer.Ordinal))
        {
            foreach (var talent in (await Lists.TalentsAsync(job, await job.Parties.UniversityAsync(school))).Where(talent => talent.Major.EndsWith(PlacementPlans.MajorMark, StringComparison.Ordinal)))
                known[talent.Phone] = talent.TalentId;
        }

        return [.. PlacementPlans.All.Where(plan => known.ContainsKey(plan.Phone)).Select(plan => (plan, known[plan.Phone]))];
    }

    private static async Task<IReadOnlyList<(TalentNeed Need, string Industry)>> PostsAsync(JobContext job, IReadOnlyList<string> firms)
    {
        var known = await Lists.TalentNeedsAsync(job);
        var posts = new List<(TalentNeed, string)>();
        foreach (var (i, (request, industry)) in PlacementPlans.Needs().Index())
        {
            var code = firms[i % firms.Count];
            if (known.FirstOrDefault(need => need.Title == request.Title) is not { } need)
            {
                request.RequestId = job.NewRequestId();
                need = await (await job.Parties.EnterpriseAsync(code)).TalentNeeds.CreateTalentNeedAsync(request, cancellationToken: job.Cancellation);
            }

            posts.Add((need, industry));
        }

        return posts;
    }

    private static async Task<IReadOnlyList<Placement>> PlacementsAsync(JobContext job)
    {
        var all = new List<Placement>();
        var request = new ListPlacementsRequest { PageSize = 200 };
        do
        {
            var page = await job.Official.Placements.ListPlacementsAsync(request, cancellationToken: job.Cancellation);
            all.AddRange(page.Placements);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        // The oldest first.
        all.Reverse();
        return all;
    }

    private static async Task TellMonthsAsync(JobContext job)
    {
        var today = job.Today;
        for (var back = MonthsTold; back > 0; back--)
        {
            var month = today.AddMonths(-back).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            await job.Official.Retention.MeasureRetentionAsync(new MeasureRetentionRequest { Month = month, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    }
}
