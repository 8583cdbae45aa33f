using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>Talent-matching and tech-transfer work on the admitted projects by themselves; their findings come back to the project.</summary>
internal static class AwaitFindings
{
    public static readonly Step Step = new("findings", "等待人才推荐与成果匹配", "Wait for shortlists and matches", RunAsync);

    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1.5);

    private static async Task RunAsync(JobContext job)
    {
        var (last, since) = ((-1, -1), 0L);
        var projects = await job.UntilAsync(async () =>
        {
            var now = await ReadAsync(job);
            var (answered, all) = (now.Sum(project => project.Needs.Count(Answered)), now.Sum(project => project.Needs.Count));
            if ((answered, all) != last)
            {
                job.Printer.Note($"{answered}/{all} 项需求已有结果", $"{answered} of {all} needs have a result");
                (last, since) = ((answered, all), job.Clock.GetTimestamp());
            }

            // Needs that the firms posted beside the declared ones join the project as they are worked on.
            return answered == all && job.Clock.GetElapsedTime(since) > Settled ? now : null;
        });
        if (projects is not null)
        {
            job.Projects = projects;
            return;
        }

        foreach (var (project, need) in (await ReadAsync(job)).SelectMany(project => project.Needs.Where(need => !Answered(need)).Select(need => (project, need))).Take(10))
            job.Printer.Note($"没有结果：{project.Name}，{need.Title}", $"no result: {project.Name}, {need.Title}");
        throw new JobFailure($"{job.Options.Wait.TotalSeconds} 秒内未等到全部推荐与匹配结果", $"not every need had its shortlist or match within {job.Options.Wait.TotalSeconds} s");
    }

    /// <summary>Whether a service has looked for it, even if it found nobody.</summary>
    private static bool Answered(ProjectNeed need) => need.FoundTime is not null;

    private static async Task<IReadOnlyList<Project>> ReadAsync(JobContext job)
    {
        var projects = new Project[job.AdmittedIds.Count];
        await job.ForAllAsync(job.AdmittedIds.Index(), async admitted => projects[admitted.Index] =
            await job.Official.Projects.GetProjectAsync(new GetProjectRequest { ProjectId = admitted.Item }, cancellationToken: job.Cancellation));
        return [.. projects.OrderBy(project => project.Rank)];
    }
}
