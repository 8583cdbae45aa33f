using Platform.Coordination.V1;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>The figures that close a run.</summary>
internal static class Summary
{
    public static void Print(JobContext job)
    {
        var (talent, technology) = (Count(job, NeedKind.Talent), Count(job, NeedKind.Technology));
        var completed = job.Collaboration is { State: CollaborationState.Completed } ? 1 : 0;
        var printer = job.Printer;
        printer.Write();
        printer.Line("结果", "Result");
        printer.Note($"入库项目：{job.Projects.Count}", $"projects admitted: {job.Projects.Count}");
        var quotas = job.Batch.Quotas.Count;
        printer.Note(quotas > 0 ? $"符合产业名额：{quotas}/{quotas}" : "未设产业名额", quotas > 0 ? $"quotas met: {quotas}/{quotas}" : "no quotas were set");
        printer.Note($"人才推荐：{talent.Served}/{talent.All} 项需求", $"shortlists: {talent.Served}/{talent.All} talent needs");
        printer.Note($"成果匹配：{technology.Served}/{technology.All} 项需求", $"matches: {technology.Served}/{technology.All} technology needs");
        printer.Note($"完成的三方协同事项：{completed}", $"collaborations completed: {completed}");
        printer.Note($"门户页面：{job.Connections.Settings.Portal}batches/{job.Batch.BatchId}", $"in the portal: {job.Connections.Settings.Portal}batches/{job.Batch.BatchId}");
    }

    private static (int Served, int All) Count(JobContext job, NeedKind kind)
    {
        var needs = job.Projects.SelectMany(project => project.Needs).Where(need => need.Kind == kind).ToList();
        return (needs.Count(need => need.Findings.Count > 0), needs.Count);
    }
}
