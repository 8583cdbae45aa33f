using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>
/// A dozen firms of the pool are assessed, three of them twice; most are confirmed, two are published as benchmarks, one has yet to
/// answer and one declined. What is there already stays.
/// </summary>
internal static class MaturityYear
{
    private const int Firms = 12;
    private const int Twice = 3;
    private const int Confirmed = 10;

    /// <summary>About where each firm stands.</summary>
    private static readonly int[] Levels = [4, 4, 3, 3, 1, 1, 2, 1, 1, 0, 1, 1];

    private static readonly (string Title, string Text)[] Cases =
    [
        ("产线数智化改造", "关键工序设备全部联网，建立设备健康模型和质量追溯，停机时间减少约三成，换型时间缩短一半；班组以数据看板开展日常改进。"),
        ("订单到交付全流程贯通", "打通设计、计划、生产与售后系统，订单交付周期缩短约四分之一，库存周转加快；向三家配套企业开放排产数据，协同交付。"),
        ("检测数据共享平台", "以检测数据建立质量知识库，缺陷判定由人工改为模型辅助，漏检率明显下降，经验可在车间之间复用。"),
        ("能源与设备一体化管理", "能耗与设备状态统一采集，按班次核算单件能耗，淘汰高耗设备，年度用能下降并形成内部对标机制。"),
    ];

    public static async Task RunAsync(JobContext job)
    {
        var logins = await Accounts.FirmsAsync(job);
        var projects = (await Lists.ProjectsAsync(job)).DistinctBy(project => project.OrganisationCode).ToList();
        var crowded = projects.CountBy(project => project.Industry).OrderByDescending(count => count.Value).Select(count => count.Key).FirstOrDefault();
        var firms = projects
            .OrderByDescending(project => logins.Contains(project.OrganisationCode))
            .ThenByDescending(project => project.Industry == crowded)
            .ThenBy(project => project.Rank)
            .Take(Firms)
            .ToList();
        if (firms.Count == 0)
            return;
        var questionnaire = await job.Official.Maturity.GetQuestionnaireAsync(new GetQuestionnaireRequest(), cancellationToken: job.Cancellation);
        List<string> items = [.. questionnaire.Dimensions.SelectMany(dimension => dimension.Items).Select(item => item.ItemId)];
        await job.ForAllAsync(Enumerable.Range(0, firms.Count), i => AssessAsync(job, firms[i], i, items));
        await job.ForAllAsync(Enumerable.Range(0, Math.Min(Cases.Length, firms.Count)), i => NominateAsync(job, firms[i].OrganisationCode, i));
        var city = await job.Official.Maturity.GetAttainmentAsync(new GetAttainmentRequest(), cancellationToken: job.Cancellation);
        job.Printer.Note(
            $"已评估 {city.FirmsAssessed} 家，中小企业达标 {city.SmesAttaining} / {city.SmesAssessed}", $"{city.FirmsAssessed} firms assessed, {city.SmesAttaining} of {city.SmesAssessed} small and medium ones attain");
    }

    private static async Task AssessAsync(JobContext job, Project project, int index, List<string> items)
    {
        var firm = await job.Parties.EnterpriseAsync(project.OrganisationCode);
        var known = (await firm.Maturity.ListAssessmentsAsync(new ListAssessmentsRequest { PageSize = 50 }, cancellationToken: job.Cancellation)).Assessments;
        for (var round = known.Count(one => one.State != AssessmentState.Draft); round < (index < Twice ? 2 : 1); round++)
        {
            var draft = known.FirstOrDefault(one => one.State == AssessmentState.Draft) ?? await StartAsync(job, firm, project, index);
            known.Remove(draft);
            draft.Answers.Clear();
            draft.Answers.AddRange(items.Select((item, i) => new ItemAnswer { ItemId = item, Level = LevelOf(index, round, i) }));
            var saved = await firm.Maturity.UpdateAssessmentAsync(new UpdateAssessmentRequest { Assessment = draft, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            await firm.Maturity.SubmitAssessmentAsync(Step(job, saved), cancellationToken: job.Cancellation);
        }

        if (index < Confirmed)
            await ConfirmAsync(job, project.OrganisationCode);
        if (index == Firms - 1 && known.All(one => one.State != AssessmentState.Draft))
            await StartAsync(job, firm, project, index);
    }

    private static async Task<Assessment> StartAsync(JobContext job, Session firm, Project project, int index) => await firm.Maturity.StartAssessmentAsync(
        new StartAssessmentRequest { Industry = project.Industry, IsSme = index % 6 != 5, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);

    private static async Task ConfirmAsync(JobContext job, string firm)
    {
        foreach (var one in (await OfAsync(job, firm)).Where(one => one.State == AssessmentState.Submitted))
            await job.Official.Maturity.ConfirmAssessmentAsync(Step(job, one), cancellationToken: job.Cancellation);
    }

    /// <summary>The first two agree, the third has yet to answer, the fourth declines.</summary>
    private static async Task NominateAsync(JobContext job, string code, int index)
    {
        var firm = await job.Parties.EnterpriseAsync(code);
        var known = (await firm.Benchmarks.ListBenchmarksAsync(new ListBenchmarksRequest { PageSize = 50 }, cancellationToken: job.Cancellation)).Benchmarks;
        var (title, text) = Cases[index];
        var benchmark = known.FirstOrDefault() ?? await job.Official.Benchmarks.NominateBenchmarkAsync(
            new NominateBenchmarkRequest { AssessmentId = (await OfAsync(job, code))[0].AssessmentId, Title = title, CaseText = text, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
        if (benchmark.State == BenchmarkState.Nominated && index != 2)
        {
            await firm.Benchmarks.AnswerBenchmarkAsync(
                new AnswerBenchmarkRequest { BenchmarkId = benchmark.BenchmarkId, Agreed = index < 2, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    }

    /// <summary>Submitted ones, newest first.</summary>
    private static async Task<IReadOnlyList<Assessment>> OfAsync(JobContext job, string firm) => (await job.Official.Maturity.ListAssessmentsAsync(
        new ListAssessmentsRequest { OrganisationCode = firm, PageSize = 50 }, cancellationToken: job.Cancellation)).Assessments;

    /// <summary>Made up, the same at each run: firms differ, items too, and a first assessment of two is worse in places.</summary>
    private static int LevelOf(int firm, int round, int item)
    {
        var earlier = firm < Twice && round == 0 && item % 3 != 0 ? 1 : 0;
        return Math.Clamp(Levels[firm] + ((firm + (item * 2)) % 3) - 1 - earlier, 0, 5);
    }

    private static AssessmentStepRequest Step(JobContext job, Assessment assessment) =>
        new() { AssessmentId = assessment.AssessmentId, Etag = assessment.Etag, RequestId = job.NewRequestId() };
}
