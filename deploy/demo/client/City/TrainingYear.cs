using System.Globalization;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>
/// Training programmes in every state, and the loop once around: a post that asks for a skill in short supply, a course that teaches it, and
/// a graduate who comes onto the post's shortlist by it. Each is led on from where it stands, so what is there already stays.
/// </summary>
internal static class TrainingYear
{
    public static async Task RunAsync(JobContext job)
    {
        var firms = await Accounts.FirmsAsync(job);
        if (firms.Count == 0)
            return;
        await PostAsync(job, firms[0]);
        var known = (await job.Official.Trainings.ListProgrammesAsync(new ListProgrammesRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Programmes;
        await job.ForAllAsync(TrainingPlans.All(firms[0], firms[^1]), async plan =>
        {
            var course = new TrainingStages(job, plan, await SessionAsync(job, plan), await job.Parties.EnterpriseAsync(plan.Firm));
            await course.LeadAsync(known.FirstOrDefault(one => one.Terms.Title == plan.Title));
        });
        await NoteAsync(job);
    }

    /// <summary>Who runs the course: the college, or the firm that trains its own people.</summary>
    private static Task<Access.Session> SessionAsync(JobContext job, TrainingPlan plan) =>
        plan.College.Length > 0 ? job.Parties.UniversityAsync(plan.College) : job.Parties.EnterpriseAsync(plan.Firm);

    private static async Task PostAsync(JobContext job, string firm)
    {
        if ((await Lists.TalentNeedsAsync(job)).Any(need => need.Title == TrainingPlans.Post))
            return;
        var session = await job.Parties.EnterpriseAsync(firm);
        await session.TalentNeeds.CreateTalentNeedAsync(
            new CreateTalentNeedRequest
            {
                Title = TrainingPlans.Post,
                Headcount = 4,
                EmploymentKind = EmploymentKind.FullTime,
                MustSkills = { new SkillLevel { Skill = "humanoid-robot", Level = 4, Weight = 5 }, new SkillLevel { Skill = "motion-control", Level = 3, Weight = 3 } },
                Place = "秦皇岛",
                SalaryMinCnyFen = 7_000_000,
                SalaryMaxCnyFen = 11_000_000,
                RequestId = job.NewRequestId(),
            },
            cancellationToken: job.Cancellation);
    }

    private static async Task NoteAsync(JobContext job)
    {
        var gap = await job.Official.SkillGaps.GetSkillGapAsync(new GetSkillGapRequest { Top = 1 }, cancellationToken: job.Cancellation);
        job.Printer.Note(
            $"技能缺口：招聘中岗位 {gap.OpenNeeds} 个，空缺 {gap.FreeSeats} 人，建议培养项目 {gap.Proposals.Count} 个",
            $"skill gap: {gap.OpenNeeds} open posts with {gap.FreeSeats} free seats, {gap.Proposals.Count} programmes proposed");
        var done = (await job.Official.Trainings.ListProgrammesAsync(new ListProgrammesRequest { State = TrainingState.Completed, PageSize = 200 }, cancellationToken: job.Cancellation))
            .Programmes.FirstOrDefault(one => one.Terms.Title == TrainingPlans.OrderClass);
        if (done is null)
            return;
        // The shortlists are computed behind the completion.
        var post = (await Lists.TalentNeedsAsync(job)).FirstOrDefault(need => need is { Title: TrainingPlans.Post, State: TalentNeedState.Open });
        if (post is null || await job.UntilAsync(() => ShortlistAfterAsync(job, post, done)) is null)
            return;
        var outcome = await job.Official.TrainingCourses.GetTrainingOutcomeAsync(new GetTrainingOutcomeRequest { ProgrammeId = done.ProgrammeId }, cancellationToken: job.Cancellation);
        var entered = outcome.Talents.SelectMany(talent => talent.Needs).OrderByDescending(need => need.NeedId == post.NeedId).FirstOrDefault(need => need is { RankBefore: 0, RankNow: > 0 });
        if (entered is not null)
            job.Printer.Note(
                $"《{done.Terms.Title}》结业后一名学员进入“{entered.Title}”候选名单第 {entered.RankNow} 位，匹配分 {Text(entered.ScoreBefore)} → {Text(entered.ScoreAfter)}",
                $"“{done.Terms.Title}” brought a graduate to place {entered.RankNow} on the shortlist of “{entered.Title}”, score {Text(entered.ScoreBefore)} → {Text(entered.ScoreAfter)}");
    }

    private static async Task<Shortlist?> ShortlistAfterAsync(JobContext job, TalentNeed post, TrainingProgramme done)
    {
        var shortlist = await job.Official.Shortlists.GetShortlistAsync(new GetShortlistRequest { NeedId = post.NeedId }, cancellationToken: job.Cancellation);
        return shortlist.ComputeTime is { } computed && computed.ToDateTimeOffset() > done.CompleteTime.ToDateTimeOffset() ? shortlist : null;
    }

    private static string Text(double score) => score.ToString("0.##", CultureInfo.InvariantCulture);
}
