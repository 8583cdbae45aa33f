using Platform.Demo.Access;
using Platform.Demo.City;
using Platform.Demo.Job;
using Platform.Demo.Printing;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>The admitted projects are shown with what was found for them, and capacity and quotas are counted once more, here.</summary>
internal static class CheckResult
{
    public static readonly Step Step = new("check", "核对入库结果", "Check the pool", RunAsync);

    private static Task RunAsync(JobContext job)
    {
        Show(job);
        var wrong = Wrong(job).ToList();
        foreach (var (chinese, english) in wrong)
            job.Printer.Note($"不符：{chinese}", $"wrong: {english}");
        if (wrong.Count > 0)
            throw new JobFailure("入库结果与名额或申报不符", "the pool does not meet capacity, quotas or ranking");

        foreach (var quota in job.Batch.Quotas)
        {
            var count = Admitted(job, quota);
            job.Printer.Note($"名额 {OpenBatch.Text(quota, english: false)}：入库 {count} 项，符合", $"quota {OpenBatch.Text(quota, english: true)}: {count} admitted, met");
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<(string Chinese, string English)> Wrong(JobContext job)
    {
        var (projects, batch) = (job.Projects, job.Batch);
        if (projects.Count != batch.Capacity - job.Selection.EmptySeats)
            yield return ($"入库 {projects.Count} 项，名额 {batch.Capacity}，空缺 {job.Selection.EmptySeats}", $"{projects.Count} admitted, capacity {batch.Capacity}, {job.Selection.EmptySeats} seats empty");
        foreach (var quota in batch.Quotas)
        {
            var count = Admitted(job, quota);
            if (count < quota.Minimum || (quota.HasMaximum && count > quota.Maximum))
                yield return ($"{OpenBatch.Text(quota, english: false)}，入库 {count} 项", $"{OpenBatch.Text(quota, english: true)}, {count} admitted");
        }

        var selected = job.Selection.Selected.Select(one => one.ApplicationId).ToHashSet(StringComparer.Ordinal);
        if (!selected.SetEquals(projects.Select(project => project.ProjectId)))
            yield return ("入库项目不是入选项目", "the projects admitted are not those selected");
        var declared = job.Applications.ToDictionary(one => one.ApplicationId, one => one.TalentNeeds.Count + one.TechnologyNeeds.Count, StringComparer.Ordinal);
        foreach (var project in projects.Where(project => project.Needs.Count < declared[project.ProjectId]))
            yield return ($"{project.Name} 申报 {declared[project.ProjectId]} 项需求，入库后只有 {project.Needs.Count} 项", $"{project.Name} declared {declared[project.ProjectId]} needs and has {project.Needs.Count}");
    }

    private static int Admitted(JobContext job, Quota quota)
    {
        var admitted = job.Projects.Select(project => project.ProjectId).ToHashSet(StringComparer.Ordinal);
        return job.Applications.Count(application => admitted.Contains(application.ApplicationId) && Classes.CodeOf(application, quota.Kind) == quota.Code);
    }

    private static void Show(JobContext job)
    {
        var scores = job.Ranking.Applications.ToDictionary(one => one.ApplicationId, one => one.TotalScore, StringComparer.Ordinal);
        var printer = job.Printer;
        string[] head = printer.English
            ? ["Rank", "Project", "Firm", "Industry", "Score", "Served", "Best talent", "Best research"]
            : ["名次", "项目", "企业", "产业", "得分", "需求", "首位人才", "首位成果"];
        printer.Table(head, job.Projects.Select(project => (IReadOnlyList<string>)
        [
            $"{project.Rank}",
            Printer.Cut(project.Name, 30),
            Printer.Cut(project.OrganisationName, 26),
            Industries.NameOf(project.Industry, printer.English),
            scores[project.ProjectId],
            $"{project.Needs.Count(need => need.Findings.Count > 0)}/{project.Needs.Count}",
            Best(project, NeedKind.Talent, 34),
            Best(project, NeedKind.Technology, 34),
        ]));
    }

    private static string Best(Project project, NeedKind kind, int width)
    {
        var best = project.Needs.Where(need => need.Kind == kind).SelectMany(need => need.Findings).MaxBy(finding => finding.Score);
        return best is null ? "—" : Printer.Cut(best.Label, width);
    }
}
