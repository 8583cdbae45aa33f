using System.Globalization;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>Posts of each kind with weights, preferences and a start, and the best for one of them and for its best talent. What is there already stays.</summary>
internal static class MatchingYear
{
    public static async Task RunAsync(JobContext job)
    {
        var firms = await Accounts.FirmsAsync(job);
        if (firms.Count == 0)
            return;
        var known = (await Lists.TalentNeedsAsync(job)).Select(need => need.Title).ToHashSet(StringComparer.Ordinal);
        var missing = Posts(job).Select((post, i) => (Post: post, Firm: firms[i % firms.Count])).Where(one => !known.Contains(one.Post.Title)).ToList();
        await job.ForAllAsync(missing, async one =>
        {
            var firm = await job.Parties.EnterpriseAsync(one.Firm);
            one.Post.RequestId = job.NewRequestId();
            await firm.TalentNeeds.CreateTalentNeedAsync(one.Post, cancellationToken: job.Cancellation);
        });
        var needs = await Lists.TalentNeedsAsync(job);
        if (needs.FirstOrDefault(need => need.Title == "智能产线实施工程师" && need.State == TalentNeedState.Open) is { } shown)
            await ShowAsync(job, shown);
    }

    private static async Task ShowAsync(JobContext job, TalentNeed need)
    {
        var talents = (await job.Official.Recommendations.RecommendTalentsAsync(
            new RecommendTalentsRequest { NeedId = need.NeedId, TopK = 3 }, cancellationToken: job.Cancellation)).Entries;
        if (talents.Count == 0)
            return;
        var best = talents[0];
        var mirror = (await job.Official.Recommendations.RecommendNeedsAsync(
            new RecommendNeedsRequest { TalentId = best.TalentId, TopK = 100 }, cancellationToken: job.Cancellation)).Entries.FirstOrDefault(one => one.Need.NeedId == need.NeedId);
        var (score, same) = (Text(best.Score), mirror?.Score == best.Score);
        job.Printer.Note(
            $"“{need.Title}”首位 {best.Name} {score} 分{(same ? "，从人才一侧看得分相同" : "")}",
            $"“{need.Title}”: {best.Name} first with {score}{(same ? ", the same from the talent's side" : "")}");
    }

    private static IEnumerable<CreateTalentNeedRequest> Posts(JobContext job)
    {
        var start = job.Today.AddMonths(9);
        yield return Post("智能产线实施工程师", EmploymentKind.FullTime, 2, start, ("plc-programming", 3, 5), ("line-integration", 2, 2));
        yield return Post("焊接工艺实习生", EmploymentKind.Internship, 4, start, ("welding", 2, 3));
        yield return Post("数字化改造派驻工程师", EmploymentKind.Secondment, 1, start, ("field-engineering", 3, 5), ("scada", 3, 3));
        yield return Post("过程控制专家顾问", EmploymentKind.Consulting, 1, start, ("process-control", 5, 5));
        yield return Post("数控加工订单班", EmploymentKind.OrderClass, 30, start, ("cnc-machining", 2, 4), ("five-axis-machining", 1, 1));
    }

    private static CreateTalentNeedRequest Post(string title, EmploymentKind kind, int headcount, DateOnly start, params (string Skill, int Level, int Weight)[] must) => new()
    {
        Title = title,
        Headcount = headcount,
        EmploymentKind = kind,
        MustSkills = { must.Select(skill => new SkillLevel { Skill = skill.Skill, Level = skill.Level, Weight = skill.Weight }) },
        MinimumEducation = EducationLevel.College,
        SalaryMinCnyFen = 7_000_000,
        SalaryMaxCnyFen = 12_000_000,
        Place = "秦皇岛",
        StartDate = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        PreferredUniversities = { "燕山大学" },
        UniversitiesInOrder = true,
        PreferredAwards = { must[0].Skill },
    };

    private static string Text(double score) => score.ToString("0.##", CultureInfo.InvariantCulture);
}
