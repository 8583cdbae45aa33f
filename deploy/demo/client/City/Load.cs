using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Identity.V1;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>
/// Loads the demo city: its organisations, one pass of the main job so that no page is empty, and logins for people. What is
/// there already stays, so it may be repeated, also after it was cut off.
/// </summary>
internal static class Load
{
    public const string BatchName = "2026 年第一批（示范）";

    public static async Task RunAsync(JobContext job, Vault vault)
    {
        job.Printer.Line("登记示范城市的单位", "Registering the demo city's organisations");
        await RegisterAsync(job);
        if ((await Lists.BatchesAsync(job)).Any(batch => batch is { Name: BatchName, State: BatchState.Closed }))
            job.Printer.Note($"批次《{BatchName}》已载入", $"the batch “{BatchName}” is loaded already");
        else
            await new MainJob(job).RunAsync();
        job.Printer.Line("创建各方账号", "Creating one account a role");
        await Accounts.CreateAsync(job, vault);
        job.Printer.Line("发布揭榜挂帅榜单", "Publishing open challenges");
        await ChallengesYear.BeginAsync(job);
        job.Printer.Line("评估遴选稳定性并试算", "Assessing the selection's stability and what-ifs");
        await SelectionRuns.RunAsync(job);
        job.Printer.Line("准备第二批申报", "Preparing the year's second batch");
        await SecondBatch.RunAsync(job);
        job.Printer.Line("填写、退回与补正申报", "Filling in, returning and correcting applications");
        await ApplicationsYear.RunAsync(job);
        job.Printer.Line("评估企业数智化水平", "Assessing the maturity of firms");
        await MaturityYear.RunAsync(job);
        job.Printer.Line("提出并办理企业诉求", "Filing and handling support requests of firms");
        await SupportYear.RunAsync(job);
        job.Printer.Line("发布各类岗位并推荐人才", "Posting needs of every kind and recommending talents");
        await MatchingYear.RunAsync(job);
        job.Printer.Line("维护技能库，处理库外写法", "Keeping the skills and reviewing words outside of them");
        await SkillsYear.RunAsync(job);
        job.Printer.Line("形式审查与异议处理演练", "Rehearsing the formal check and objections");
        await VettingYear.RunAsync(job);
        job.Printer.Line("填报企业数据，测算并申领惠企政策", "Declaring firms' figures, computing and claiming policies");
        await PolicyYear.RunAsync(job);
        job.Printer.Line("分配专家、匿名评审与会商演练", "Rehearsing assignment, anonymous review and a panel");
        await ReviewYear.RunAsync(job);
        job.Printer.Line("跟踪入库项目的里程碑与季度报告", "Following the projects of the pool");
        await PoolYear.RunAsync(job);
        job.Printer.Line("登记园区与产业转移承接线索", "Registering parks and relocation leads");
        await ParksAndLeads.RunAsync(job);
        job.Printer.Line("人才自行填报、确认与同意", "Talents enter themselves, are confirmed and consent");
        await TalentsYear.RunAsync(job, vault);
        job.Printer.Line("举办双选会并发出邀约", "Holding rounds and sending offers");
        await RoundsYear.RunAsync(job);
        job.Printer.Line("签约往届毕业生并跟踪回访", "Placing earlier graduates and following them up");
        await PlacementsYear.RunAsync(job);
        job.Printer.Line("拟定、开办与结业培养项目", "Drawing up, running and completing training programmes");
        await TrainingYear.RunAsync(job);
        job.Printer.Line("订阅检索并增补双语词表", "Saving searches and adding to the glossary");
        await SearchYear.RunAsync(job);
        job.Printer.Line("发布、审批与修改科研成果", "Listing, approving and changing research");
        await ListingsYear.RunAsync(job);
        job.Printer.Line("洽谈：从合作意向到条款一致", "Negotiating, from an interest to agreed terms");
        await NegotiationsYear.RunAsync(job);
        job.Printer.Line("开启、评审揭榜方案并中榜", "Opening, evaluating and awarding challenges");
        await ChallengesYear.RunAsync(job);
        job.Printer.Line("签订各类技术合同并分配收益", "Signing contracts of several kinds and sharing their income");
        await ContractsYear.RunAsync(job);
        job.Printer.Line("登记中试与转化中心并孵化成果", "Registering centres and incubating research");
        await IncubationYear.RunAsync(job);
    }

    private static async Task RegisterAsync(JobContext job)
    {
        var known = (await Lists.OrganisationsAsync(job)).Select(organisation => organisation.OrganisationCode).ToHashSet(StringComparer.Ordinal);
        var missing = ShippedOrganisations.Read(job.Connections.Settings.DataFolder).Where(one => !known.Contains(one.Code)).ToList();
        await job.ForAllAsync(missing, one => job.Official.Organisations.RegisterOrganisationAsync(
            new RegisterOrganisationRequest { OrganisationCode = one.Code, Name = one.Name, Kind = one.Kind, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation).ResponseAsync);
        job.Printer.Note($"新登记 {missing.Count} 家，已有 {known.Count} 家", $"{missing.Count} registered, {known.Count} there already");
    }
}
