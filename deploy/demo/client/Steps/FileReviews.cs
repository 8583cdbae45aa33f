using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>Each reviewer scores each application by the nine criteria. The scores are made up from the seed.</summary>
internal static class FileReviews
{
    public static readonly Step Step = new("review", "专家评审打分", "Reviewers file their scores", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        var scores = new MadeUpScores(job.Options.Seed);
        var sheets = job.Reviewers.SelectMany((reviewer, number) => job.Applications.Select(application => (reviewer, number, application)));
        await job.ForAllAsync(sheets, sheet => FileAsync(job, scores, sheet.reviewer, sheet.number, sheet.application));
        job.Printer.Note(
            $"{job.Reviewers.Count} 名专家共提交 {job.Reviewers.Count * job.Applications.Count} 份评分表（随机种子 {job.Options.Seed}）",
            $"{job.Reviewers.Count} reviewers filed {job.Reviewers.Count * job.Applications.Count} score sheets (seed {job.Options.Seed})");
    }

    private static async Task FileAsync(JobContext job, MadeUpScores scores, Session reviewer, int number, Application application) =>
        await reviewer.Reviews.FileReviewAsync(
            new FileReviewRequest
            {
                ApplicationId = application.ApplicationId,
                Scores = { job.Batch.Criteria.Select(one => new Score { CriterionId = one.CriterionId, Points = scores.Of(application, number, one.CriterionId) }) },
                RequestId = job.NewRequestId(),
            },
            cancellationToken: job.Cancellation);
}
