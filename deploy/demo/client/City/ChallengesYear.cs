using Google.Protobuf.WellKnownTypes;
using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>
/// Open challenges of one firm in every state. Proposals are sealed until a deadline that has to pass, so they are put in early
/// (<see cref="BeginAsync"/>) and opened late (<see cref="RunAsync"/>). What is there already, by its title, goes on from where it is.
/// </summary>
internal static class ChallengesYear
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(25);

    private static readonly (string Title, ChallengeState State)[] Plans =
    [
        ("薄带轧制换规格零废品（演示）", ChallengeState.Awarded),
        ("船用阀门泄漏在线检测（演示）", ChallengeState.Evaluating),
        ("轮毂表面缺陷视觉检测（演示）", ChallengeState.AwardProposed),
        ("老旧机床数据采集（演示）", ChallengeState.Completed),
        ("耐海水涂层快速评价（演示）", ChallengeState.Failed),
        ("装配线节拍自动平衡（演示）", ChallengeState.Published),
        ("切削液循环再生（演示）", ChallengeState.InReview),
        ("焊接烟尘智能治理（演示）", ChallengeState.Draft),
        ("备件需求预测（演示）", ChallengeState.Withdrawn),
    ];

    /// <summary>Publishes the challenges and puts in two proposals to each that takes them.</summary>
    public static async Task BeginAsync(JobContext job)
    {
        if (await FirmAsync(job) is not { } firm)
            return;
        var teams = await TeamsAsync(job);
        var known = await KnownAsync(job, firm);
        await job.ForAllAsync(Plans, async plan =>
        {
            if (!known.ContainsKey(plan.Title))
                await PublishAsync(job, firm, teams, plan.Title, plan.State);
        });
    }

    /// <summary>Opens, evaluates and awards what was begun.</summary>
    public static async Task RunAsync(JobContext job)
    {
        if (await FirmAsync(job) is not { } firm)
            return;
        var known = await KnownAsync(job, firm);
        var opening = Plans.Where(plan => IsOpened(plan.State) && known.ContainsKey(plan.Title)).ToList();
        var last = opening.Select(plan => known[plan.Title]).Where(one => one.State == ChallengeState.Published).Select(one => one.Content.Deadline.ToDateTimeOffset()).DefaultIfEmpty().Max();
        if (last - job.Clock.GetUtcNow() is { Ticks: > 0 } left)
            await Task.Delay(left + TimeSpan.FromMilliseconds(200), job.Clock, job.Cancellation);
        await job.ForAllAsync(opening, plan => ChallengeAwards.FinishAsync(job, firm, known[plan.Title].ChallengeId, plan.State));
        job.Printer.Note($"榜单 {Plans.Length} 项（演示数据）", $"{Plans.Length} open challenges (made up)");
    }

    private static bool IsOpened(ChallengeState state) =>
        state is ChallengeState.Evaluating or ChallengeState.AwardProposed or ChallengeState.Awarded or ChallengeState.Completed or ChallengeState.Failed;

    private static async Task<Session?> FirmAsync(JobContext job) =>
        (await Accounts.FirmsAsync(job)).FirstOrDefault() is { } code ? await job.Parties.EnterpriseAsync(code) : null;

    /// <summary>Two universities of the city.</summary>
    private static async Task<IReadOnlyList<Session>> TeamsAsync(JobContext job)
    {
        var teams = new List<Session>();
        foreach (var school in ShippedOrganisations.Read(job.Connections.Settings.DataFolder).Where(one => one.Kind == OrganisationKind.University && one.Code.StartsWith("121303", StringComparison.Ordinal)).Take(2))
            teams.Add(await job.Parties.UniversityAsync(school.Code));
        return teams;
    }

    private static async Task<Dictionary<string, Challenge>> KnownAsync(JobContext job, Session firm)
    {
        var page = await firm.Challenges.ListChallengesAsync(new ListChallengesRequest { Mine = true, PageSize = 200 }, cancellationToken: job.Cancellation);
        return page.Challenges.DistinctBy(one => one.Content.Title).ToDictionary(one => one.Content.Title, StringComparer.Ordinal);
    }

    private static async Task PublishAsync(JobContext job, Session firm, IReadOnlyList<Session> teams, string title, ChallengeState wanted)
    {
        var deadline = job.Clock.GetUtcNow() + (IsOpened(wanted) ? Short : TimeSpan.FromDays(30));
        var challenge = await firm.Challenges.CreateChallengeAsync(
            new CreateChallengeRequest { Content = Content(title, deadline), RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (wanted == ChallengeState.Draft)
            return;
        await firm.Challenges.SubmitChallengeAsync(Step(), cancellationToken: job.Cancellation);
        if (wanted == ChallengeState.InReview)
            return;
        if (wanted == ChallengeState.Withdrawn)
        {
            await firm.Challenges.WithdrawChallengeAsync(
                new ChallengeReasonRequest { ChallengeId = challenge.ChallengeId, Reason = "需求已由供应商解决（演示）", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            return;
        }

        await job.Official.Challenges.ApproveChallengeAsync(Step(), cancellationToken: job.Cancellation);
        foreach (var (index, team) in teams.Index())
            await ProposeAsync(job, team, challenge.ChallengeId, index);

        ChallengeStepRequest Step() => new() { ChallengeId = challenge.ChallengeId, RequestId = job.NewRequestId() };
    }

    private static async Task ProposeAsync(JobContext job, Session team, string challengeId, int index)
    {
        var content = new ProposalContent
        {
            TeamName = index == 0 ? "智能轧制团队（演示）" : "现场工程团队（演示）", Members = { new TeamMember { Name = "示例成员", Role = "负责人" }, new TeamMember { Name = "示例成员二", Role = "算法" } },
            Approach = "先以历史数据建立模型，再在一条产线上联合调试三个月。（演示）", Plan = "第 1–2 月建模，第 3–5 月联调，第 6 月验收。", PriceCnyFen = index == 0 ? 72_000_001 : 78_000_000, Months = 6,
        };
        try
        {
            var draft = await team.Proposals.CreateProposalAsync(new CreateProposalRequest { ChallengeId = challengeId, Content = content, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            await team.Proposals.SubmitProposalAsync(new ProposalStepRequest { ProposalId = draft.ProposalId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
        catch (CallFailure late) when (late.Reason == "DEADLINE_PASSED")
        {
            // A slow machine: the challenge goes on without it.
        }
    }

    private static ChallengeContent Content(string title, DateTimeOffset deadline) => new()
    {
        Title = title, Industry = "high-end-equipment", Track = "high-end-equipment", Problem = "演示榜单：生产中反复出现、影响质量与成本的难题，内容为虚构。",
        Acceptance = "连续运行 3 个月达到约定指标。", Eligibility = "高校、科研院所，团队不少于 2 人。", Ownership = ResultOwnership.Shared, IpTerms = "新产生的知识产权双方共有，企业享有优先使用权。",
        BountyCnyFen = 80_000_000, Deadline = Timestamp.FromDateTimeOffset(deadline), EvaluationsRequired = 2,
        Milestones =
        {
            new ChallengeMilestone { Title = "样机", Acceptance = "样机通过离线测试", DueOn = PoolReports.Text(DateOnly.FromDateTime(deadline.UtcDateTime).AddDays(90)), PaymentCnyFen = 30_000_000 },
            new ChallengeMilestone { Title = "上线运行", Acceptance = "连续运行 3 个月", DueOn = PoolReports.Text(DateOnly.FromDateTime(deadline.UtcDateTime).AddDays(180)), PaymentCnyFen = 50_000_000 },
        },
    };
}
