using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>Two centres with places and bookings, and research that has passed one stage gate and waits for the next. What is there already stays.</summary>
internal static class IncubationYear
{
    private static readonly (string Name, CentreKind Kind, string District, string[] Services, string[] Places)[] Plans =
    [
        ("秦皇岛先进材料中试基地（演示）", CentreKind.PilotScale, "海港区", ["中试放大", "检验检测", "工艺验证"], ["500 L 反应釜", "热压成型线", "检测工位"]),
        ("北戴河成果转化中心（演示）", CentreKind.Transformation, "北戴河区", ["路演对接", "知识产权服务", "样机试制"], ["样机车间", "联合实验室"]),
    ];

    public static async Task RunAsync(JobContext job)
    {
        var known = (await job.Official.Incubations.ListCentresAsync(new ListCentresRequest(), cancellationToken: job.Cancellation)).Centres.ToDictionary(centre => centre.Name, StringComparer.Ordinal);
        var firms = await Accounts.FirmsAsync(job);
        foreach (var (i, plan) in Plans.Index())
        {
            if (known.ContainsKey(plan.Name))
                continue;
            var centre = await job.Official.Incubations.CreateCentreAsync(
                new CreateCentreRequest { Name = plan.Name, Kind = plan.Kind, District = plan.District, Services = { plan.Services }, Description = "演示数据", RequestId = job.NewRequestId() },
                cancellationToken: job.Cancellation);
            foreach (var place in plan.Places)
                centre = await job.Official.Incubations.AddPlaceAsync(new AddPlaceRequest { CentreId = centre.CentreId, Name = place, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            await BookAsync(job, centre, firms);
            await IncubateAsync(job, centre, passed: i == 0);
        }

        job.Printer.Note($"中试与转化中心 {Plans.Length} 个", $"{Plans.Length} centres");
    }

    private static async Task BookAsync(JobContext job, Centre centre, IReadOnlyList<string> firms)
    {
        var today = job.Today;
        foreach (var (i, place) in centre.Places.Index().Where(_ => firms.Count > 0))
        {
            var firm = await job.Parties.EnterpriseAsync(firms[i % firms.Count]);
            foreach (var (from, days) in new[] { (i * 2, 3), (8 + i, 5) })
            {
                await firm.Incubations.BookPlaceAsync(
                    new BookPlaceRequest
                    {
                        PlaceId = place.PlaceId, FirstDay = PoolReports.Text(today.AddDays(from)), LastDay = PoolReports.Text(today.AddDays(from + days - 1)), Purpose = "演示：样品试制与验证", RequestId = job.NewRequestId(),
                    },
                    cancellationToken: job.Cancellation);
            }
        }
    }

    /// <summary>Takes research of the city below level 8 in: one gate passed and the next claimed, or the first claimed.</summary>
    private static async Task IncubateAsync(JobContext job, Centre centre, bool passed)
    {
        var running = (await job.Official.Incubations.ListIncubationsAsync(new ListIncubationsRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Incubations.Select(one => one.ListingId).ToHashSet(StringComparer.Ordinal);
        var listing = (await Lists.ListingsAsync(job)).Where(one => one is { Origin: "秦皇岛", TechnologyReadiness: < 8, OwnerCode.Length: > 0, State: ListingState.Listed or ListingState.Transferred })
            .Where(one => !running.Contains(one.ListingId)).OrderByDescending(one => one.OwnerName == "燕山大学").ThenBy(one => one.Title, StringComparer.Ordinal).FirstOrDefault();
        if (listing is null)
            return;
        var owner = await job.Parties.UniversityAsync(listing.OwnerCode);
        var started = await owner.Incubations.StartIncubationAsync(
            new StartIncubationRequest { ListingId = listing.ListingId, CentreId = centre.CentreId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await ClaimAsync(job, owner, started, "演示证据：中试线连续运行 200 小时，第三方检测报告合格。");
        if (!passed)
            return;
        await job.Official.Incubations.DecideGateAsync(
            new DecideGateRequest { IncubationId = started.IncubationId, Pass = true, Comment = "演示评审：证据充分，同意升级。", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await ClaimAsync(job, owner, started, "演示证据：首批用户试用三个月，使用报告附后。");
    }

    private static async Task ClaimAsync(JobContext job, Session owner, Incubation incubation, string evidence) => await owner.Incubations.ClaimGateAsync(
        new ClaimGateRequest { IncubationId = incubation.IncubationId, Evidence = evidence, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
}
