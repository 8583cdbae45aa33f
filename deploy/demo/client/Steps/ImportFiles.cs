using Grpc.Core;
using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;

namespace Platform.Demo.Steps;

/// <summary>The five files are sent as streams. Rows that an earlier run imported are counted, not imported twice.</summary>
internal static class ImportFiles
{
    public static readonly Step Step = new("import", "导入成果、人才、需求与申报文件", "Import listings, talents, needs and applications", RunAsync);

    /// <summary>Before anything is done: a file that is not there shall leave no trace on the platform.</summary>
    public static void RequireFiles(JobContext job)
    {
        foreach (var import in Imports(job).Where(import => !File.Exists(import.PathIn(job))))
            throw new JobFailure($"找不到{import.Chinese}文件 {import.PathIn(job)}", $"there is no file of {import.English} at {import.PathIn(job)}");
    }

    private static IEnumerable<ImportOf> Imports(JobContext job)
    {
        var (official, options) = (job.Official, job.Options);
        yield return new("成果", "listings", "listings.csv", options.Listings, PlatformHost.TechTransfer, official.Listings.ImportListings);
        yield return new("人才", "talents", "talents.csv", options.Talents, PlatformHost.TalentMatching, official.Talents.ImportTalents);
        yield return new("技术需求", "technology needs", "technology-needs.csv", options.TechnologyNeeds, PlatformHost.TechTransfer, official.TechnologyNeeds.ImportTechnologyNeeds);
        yield return new("人才需求", "talent needs", "talent-needs.csv", options.TalentNeeds, PlatformHost.TalentMatching, official.TalentNeeds.ImportTalentNeeds);
        yield return new("申报", "applications", "applications.csv", options.Applications, PlatformHost.ProjectRegistry, official.Applications.ImportApplications);
    }

    private static async Task RunAsync(JobContext job)
    {
        foreach (var import in Imports(job))
            await ImportAsync(job, import);
        job.Applications = await Lists.ApplicationsAsync(job);
        if (job.Applications.Count == 0)
            throw new JobFailure("没有可评审的申报", "there is no application to review");
    }

    private static async Task ImportAsync(JobContext job, ImportOf import)
    {
        var path = import.PathIn(job);
        var content = await File.ReadAllBytesAsync(path, job.Cancellation);

        var report = await SendAsync(job, import, path, content, allowPartial: false);
        var others = report.Problems.Where(problem => problem.Reason != ErrorReason.DuplicateInDatabase).ToList();
        if (others.Count > 0)
            Tell(job, path, others, report.ProblemCount - (report.Problems.Count - others.Count));
        if (others.Count > 0 && !job.Options.AllowPartial)
        {
            throw new JobFailure(
                $"{path} 有 {others.Count} 处问题，未导入任何一行；改正后重试，或用 --allow-partial 只导入无误的行",
                $"{path} has {others.Count} problems and nothing of it was imported; mend it, or take the good rows with --allow-partial");
        }

        var there = report.Problems.Count - others.Count;
        if (report.ProblemCount > 0)
            report = await SendAsync(job, import, path, content, allowPartial: true);
        foreach (var column in report.UnknownColumns)
            job.Printer.Note($"忽略未知列“{column}”", $"unknown column “{column}” is ignored");
        job.Printer.Note(
            $"{import.Chinese}：读取 {report.RowsRead} 行，新增 {report.RowsImported}，已有 {there}（{Path.GetFileName(path)}）",
            $"{import.English}: {report.RowsRead} rows read, {report.RowsImported} new, {there} already there ({Path.GetFileName(path)})");
    }

    private static void Tell(JobContext job, string path, IReadOnlyList<RowProblem> problems, int count)
    {
        const int most = 20;
        foreach (var problem in problems.Take(most))
        {
            var column = problem.Column.Length > 0 ? job.Printer.Pick($"“{problem.Column}”", $", {problem.Column}") : "";
            job.Printer.Note($"{Path.GetFileName(path)} 第 {problem.Row} 行{column}：{problem.Message}", $"{Path.GetFileName(path)} row {problem.Row}{column}: {problem.Message}");
        }

        if (count > most)
            job.Printer.Note($"另有 {count - most} 处问题", $"and {count - most} more");
    }

    private static async Task<ImportReport> SendAsync(JobContext job, ImportOf import, string path, ReadOnlyMemory<byte> content, bool allowPartial)
    {
        var options = new ImportOptions
        {
            FileName = Path.GetFileName(path),
            AllowPartial = allowPartial,
            RequestId = job.NewRequestId(),
            BatchId = import.Host is PlatformHost.ProjectRegistry ? job.Batch.BatchId : "",
        };
        try
        {
            return await job.Official.Streaming(import.Host).RunAsync(
                call => Uploads.SendAsync(import.Open(call), options, content), TimeSpan.FromMinutes(5), job.Cancellation);
        }
        catch (CallFailure failure) when (failure.Told.Length > 0)
        {
            throw new JobFailure($"{path}：{failure.Told}", $"{path}: {failure.Told}");
        }
    }

    private sealed record ImportOf(
        string Chinese, string English, string Shipped, string? Given, PlatformHost Host, Func<CallOptions, AsyncClientStreamingCall<ImportChunk, ImportReport>> Open)
    {
        public string PathIn(JobContext job) => Given ?? Path.Combine(job.Connections.Settings.DataFolder, Shipped);
    }
}
