using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>
/// A special batch in its formal check: one application returned and corrected, one waiting for its correction, one as submitted, one
/// withdrawn, each with budget, KPIs and an attachment; and in the open batch a draft with gaps beside a submitted form.
/// </summary>
internal static class ApplicationsYear
{
    private const string Name = "2026 年技改专项（示范）";

    private enum Course
    {
        Corrected,
        Returned,
        Filed,
        Withdrawn,
        Draft,
    }

    private sealed record Plan(int Firm, string ProjectName, string Track, Course Course);

    private static readonly Plan[] Special =
    [
        new(0, "关键工序视觉检测与质量追溯", "digital-economy", Course.Corrected),
        new(0, "厂区能源管理与余热回收", "energy-transition", Course.Returned),
        new(1, "加工车间设备联网与排产", "digital-economy", Course.Filed),
        new(1, "成品立体库改造", "", Course.Withdrawn),
    ];

    private static readonly Plan[] Open =
    [
        new(0, "柔性装配线二期", "high-end-equipment", Course.Draft),
        new(1, "数字化工艺设计平台", "digital-economy", Course.Filed),
    ];

    public static async Task RunAsync(JobContext job)
    {
        var firms = await Accounts.FirmsAsync(job);
        var batches = await Lists.BatchesAsync(job);
        if (firms.Count < 2 || batches.FirstOrDefault(batch => batch.Name == Load.BatchName) is not { } first)
            return;
        var special = batches.FirstOrDefault(batch => batch.Name == Name) ?? await job.Official.Batches.CopyBatchAsync(
            new CopyBatchRequest { BatchId = first.BatchId, Name = Name, Year = first.Year, WithoutCalendar = true, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (special.State == BatchState.Draft)
            special = await job.Official.Batches.OpenBatchAsync(new BatchStepRequest { BatchId = special.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (special.State == BatchState.Open)
        {
            foreach (var plan in Special)
                await FillInAsync(job, special, firms, plan);
            await job.Official.Batches.StartFormalCheckAsync(new BatchStepRequest { BatchId = special.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        foreach (var plan in Special)
            await ReturnAsync(job, special, firms, plan);
        if (batches.FirstOrDefault(batch => batch is { Name: SecondBatch.Name, State: BatchState.Open }) is { } second)
        {
            foreach (var plan in Open)
                await FillInAsync(job, second, firms, plan);
        }

        job.Printer.Note($"《{Name}》形式审查中：已补正、待补正、已撤回各一项", $"“{Name}” is in its formal check: one corrected, one to be corrected, one withdrawn");
    }

    private static async Task FillInAsync(JobContext job, Batch batch, IReadOnlyList<string> firms, Plan plan)
    {
        var firm = await job.Parties.EnterpriseAsync(firms[plan.Firm]);
        var application = await FindAsync(job, firm, batch, plan) ?? await firm.Applications.CreateApplicationAsync(
            new CreateApplicationRequest { BatchId = batch.BatchId, Application = Form(plan, batch.Year), RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (application.State != ApplicationState.Draft)
            return;
        await AttachAsync(job, firm, application);
        if (plan.Course == Course.Draft)
            return;
        application = await firm.Applications.SubmitApplicationAsync(Step(job, application), cancellationToken: job.Cancellation);
        if (plan.Course == Course.Withdrawn)
            await firm.Applications.WithdrawApplicationAsync(Step(job, application), cancellationToken: job.Cancellation);
    }

    /// <summary>Returned once; the corrected one is submitted again.</summary>
    private static async Task ReturnAsync(JobContext job, Batch batch, IReadOnlyList<string> firms, Plan plan)
    {
        if (plan.Course is not (Course.Corrected or Course.Returned))
            return;
        var firm = await job.Parties.EnterpriseAsync(firms[plan.Firm]);
        if (await FindAsync(job, firm, batch, plan) is not { } application)
            return;
        var history = await firm.Applications.GetVersionsAsync(new GetVersionsRequest { ApplicationId = application.ApplicationId }, cancellationToken: job.Cancellation);
        if (application.State == ApplicationState.FormalCheck && history.Returns.Count == 0)
        {
            await job.Official.Applications.ReturnApplicationAsync(
                new ReturnApplicationRequest
                {
                    ApplicationId = application.ApplicationId,
                    Reason = "材料基本齐全，以下内容请补正。",
                    Comments =
                    {
                        new FieldComment { Field = "sections.budget", Comment = "请说明设备购置的主要内容。" },
                        new FieldComment { Field = "sections.kpis", Comment = "请补充联网设备数指标。" },
                    },
                    RequestId = job.NewRequestId(),
                },
                cancellationToken: job.Cancellation);
        }

        application = await firm.Applications.GetApplicationAsync(new GetApplicationRequest { ApplicationId = application.ApplicationId }, cancellationToken: job.Cancellation);
        if (plan.Course == Course.Corrected && application.State == ApplicationState.Returned)
            await CorrectAsync(job, firm, application, batch.Year);
    }

    private static async Task CorrectAsync(JobContext job, Session firm, Application application, int year)
    {
        application.Sections.Budget[0].Note = "视觉检测工位六套、边缘服务器两台";
        if (application.Sections.Kpis.All(target => target.Kpi != "devices"))
            application.Sections.Kpis.Add(new KpiTarget { Kpi = "devices", Baseline = "12", Target = "46", Year = year + 2 });
        application.Summary += "建成后形成可复制的检测工艺包，向园区同类企业推广。";
        application = await firm.Applications.UpdateApplicationAsync(new UpdateApplicationRequest { Application = application, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await firm.Applications.SubmitApplicationAsync(Step(job, application), cancellationToken: job.Cancellation);
    }

    private static async Task<Application?> FindAsync(JobContext job, Session firm, Batch batch, Plan plan)
    {
        var request = new ListApplicationsRequest { BatchId = batch.BatchId, Text = plan.ProjectName, PageSize = 50 };
        var found = await firm.Applications.ListApplicationsAsync(request, cancellationToken: job.Cancellation);
        return found.Applications.FirstOrDefault(application => application.ProjectName == plan.ProjectName);
    }

    private static Task AttachAsync(JobContext job, Session firm, Application application) => firm.Streaming(PlatformHost.ProjectRegistry).RunAsync(
        options => Uploads.AttachAsync(
            firm.Files.UploadFile(options),
            new UploadFileHeader { Purpose = FilePurpose.ApplicationAttachment, OwnerId = application.ApplicationId, FileName = "项目实施方案.pdf", RequestId = $"demo-plan-{application.ApplicationId}" },
            SmallPdf.Of($"Demo implementation plan {application.ApplicationId}")),
        TimeSpan.FromSeconds(30),
        job.Cancellation);

    private static ApplicationStepRequest Step(JobContext job, Application application) =>
        new() { ApplicationId = application.ApplicationId, RequestId = job.NewRequestId() };

    /// <summary>Complete but for the draft, whose budget does not add up yet.</summary>
    private static Application Form(Plan plan, int year) => new()
    {
        ProjectName = plan.ProjectName,
        Industry = "high-end-equipment",
        Track = plan.Track,
        District = "130371",
        Summary = $"{plan.ProjectName}：采集设备与质量数据，打通计划、工艺与检测，减少停机与返工。",
        TotalInvestmentCnyFen = 2_600_000_000,
        RdInvestmentCnyFen = 600_000_000,
        EquipmentLocalisationBp = 6200,
        OnIndustrialInternet = true,
        ContactName = "沈工",
        ContactPhone = "0335-0000099",
        TalentNeeds = { new TalentNeedLine { Title = "工业互联网运维工程师", Headcount = 2 } },
        TechnologyNeeds = { "设备数据采集与边缘计算" },
        Sections = new ApplicationSections
        {
            Budget =
            {
                new BudgetLine { Category = "equipment", Source = FundingSource.Own, AmountCnyFen = plan.Course == Course.Draft ? 900_000_000 : 1_400_000_000 },
                new BudgetLine { Category = "software", Source = FundingSource.Loan, AmountCnyFen = 600_000_000, Note = "制造执行与质量管理系统" },
                new BudgetLine { Category = "rd-staff", Source = FundingSource.Own, AmountCnyFen = 400_000_000 },
                new BudgetLine { Category = "rd-direct", Source = FundingSource.Grant, AmountCnyFen = 200_000_000 },
            },
            Kpis =
            {
                new KpiTarget { Kpi = "output", Baseline = "18500", Target = "24000", Year = year + 2 },
                new KpiTarget { Kpi = "first-pass-yield", Baseline = "96.4", Target = "98.5", Year = year + 1 },
                new KpiTarget { Kpi = "localisation", Baseline = "62", Target = plan.Course == Course.Draft ? "" : "75", Year = year + 2 },
            },
            LandNeeds = { new LandNeed { Use = "standard-workshop", AreaM2 = 1800 } },
            EnergyNeeds = { new EnergyNeed { Carrier = "electricity", AnnualAmount = 120 } },
            FundingNeeds = { new FundingNeed { Channel = "loan", AmountCnyFen = 600_000_000, Note = "三年期" } },
        },
    };
}
