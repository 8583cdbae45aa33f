using Platform.Common.V1;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>Five parks with made-up measurements and ten made-up leads in all stages. What is there already stays.</summary>
internal static class ParksAndLeads
{
    private static readonly LeadStage[] Way = [LeadStage.Contacted, LeadStage.Visit, LeadStage.Negotiation, LeadStage.Signed, LeadStage.Landed];

    public static async Task RunAsync(JobContext job)
    {
        var parks = await ParksAsync(job);
        var known = (await job.Official.Leads.ListLeadsAsync(new ListLeadsRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Leads
            .ToDictionary(lead => lead.Fields.FirmName, StringComparer.Ordinal);
        await job.ForAllAsync(LeadPlan.All, plan => LeadAsync(job, plan, plan.Park < 0 ? "" : parks[plan.Park].ParkId, known.GetValueOrDefault(plan.Firm)));
        job.Printer.Note($"园区 {parks.Count} 个（测量数据为演示数据），承接线索 {LeadPlan.All.Count} 条", $"{parks.Count} parks (figures made up), {LeadPlan.All.Count} leads");
    }

    private static async Task<IReadOnlyList<Park>> ParksAsync(JobContext job)
    {
        var known = (await job.Official.Parks.ListParksAsync(new ListParksRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Parks
            .ToDictionary(park => park.NameZh, StringComparer.Ordinal);
        var firms = ShippedOrganisations.Read(job.Connections.Settings.DataFolder).Where(one => one.Kind == OrganisationKind.Enterprise).ToLookup(one => one.Code[2..8]);
        var parks = new Park[ParkPlan.All.Count];
        await job.ForAllAsync(ParkPlan.All.Index(), async one => parks[one.Index] = known.TryGetValue(one.Item.NameZh, out var park) ? park : await ParkAsync(job, one.Item, firms[one.Item.District].Take(6)));
        return parks;
    }

    private static async Task<Park> ParkAsync(JobContext job, ParkPlan plan, IEnumerable<ShippedOrganisation> firms)
    {
        var park = await job.Official.Parks.CreateParkAsync(
            new CreateParkRequest { NameZh = plan.NameZh, NameEn = plan.NameEn, District = plan.District, Level = plan.Level, AreaHectare = plan.Hectare, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
        var today = job.Today;
        DateOnly[] days = [new(today.Year - 2, 12, 31), new(today.Year - 1, 12, 31), new(today.Year, today.Month, 1)];
        foreach (var (i, day) in days.Index())
        {
            await job.Official.Parks.RecordMeasurementAsync(
                new RecordMeasurementRequest
                {
                    ParkId = park.ParkId, MeasuredOn = PoolReports.Text(day), Coverage5GBp = plan.Coverage5GBp[i], CoveragePonBp = plan.CoveragePonBp[i],
                    FirmsAboveScale = plan.FirmsAboveScale, FirmsConnected = plan.FirmsConnected[i], Source = "演示数据（非实测）", RequestId = job.NewRequestId(),
                },
                cancellationToken: job.Cancellation);
        }

        foreach (var firm in firms)
        {
            await job.Official.Parks.SetFirmParkAsync(
                new SetFirmParkRequest { OrganisationCode = firm.Code, ParkId = park.ParkId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        return park;
    }

    private static async Task LeadAsync(JobContext job, LeadPlan plan, string parkId, RelocationLead? known)
    {
        var lead = known ?? await job.Official.Leads.CreateLeadAsync(
            new CreateLeadRequest
            {
                Fields = new LeadFields
                {
                    FirmName = plan.Firm, Origin = plan.Origin, Industry = plan.Industry, Source = plan.Source, SourceDetail = plan.Detail,
                    PlannedInvestmentCnyFen = plan.InvestmentTenThousand * 1_000_000L, Description = "演示线索，企业为虚构。", NextStep = plan.Step,
                    NextStepDay = plan.Step.Length == 0 ? "" : PoolReports.Text(job.Today.AddDays(plan.Days)), ParkId = parkId,
                },
                Contact = new LeadContact { Name = "示例联系人", Phone = "0335-0000000" },
                RequestId = job.NewRequestId(),
            },
            cancellationToken: job.Cancellation);
        if (plan.Stage == LeadStage.Lost)
        {
            if (lead.Stage == LeadStage.Lead)
                await MoveAsync(LeadStage.Lost);
            return;
        }

        foreach (var stage in Way.Where(stage => stage > lead.Stage && stage <= plan.Stage))
            await MoveAsync(stage);

        async Task MoveAsync(LeadStage to) => await job.Official.Leads.MoveLeadAsync(
            new MoveLeadRequest { LeadId = lead.LeadId, To = to, Reason = plan.Reason, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }
}
