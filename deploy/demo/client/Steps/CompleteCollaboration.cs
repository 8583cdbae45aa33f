using Platform.Coordination.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;

namespace Platform.Demo.Steps;

/// <summary>The government shows evidence for its commitment; contract and placement fulfil theirs by event, and the last completes the matter.</summary>
internal static class CompleteCollaboration
{
    public static readonly Step Step = new("complete", "兑现承诺，完成协同事项", "Fulfil the commitments and complete the collaboration", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        if (job.Collaboration is not { } collaboration)
            return;
        foreach (var commitment in collaboration.Terms.Commitments.Where(commitment => commitment.Fulfilment == Fulfilment.Evidence))
        {
            await job.Official.Collaborations.FulfilCommitmentAsync(
                new FulfilCommitmentRequest
                {
                    CollaborationId = collaboration.CollaborationId,
                    Number = commitment.Number,
                    Evidence = "演练：支持资金已列入年度计划，人才政策已兑现",
                    RequestId = job.NewRequestId(),
                },
                cancellationToken: job.Cancellation);
        }

        job.Collaboration = await job.UntilAsync(async () => await ReadAsync(job, collaboration.CollaborationId) is { State: CollaborationState.Completed } completed ? completed : null)
            ?? await ReadAsync(job, collaboration.CollaborationId);
        foreach (var commitment in job.Collaboration.Terms.Commitments)
        {
            var mark = commitment.Fulfilled ? job.Printer.Pick("已兑现", "fulfilled") : job.Printer.Pick("未兑现", "open");
            job.Printer.Note($"承诺 {commitment.Number}（{mark}）：{commitment.Description}", $"commitment {commitment.Number} ({mark}): {commitment.Description}");
        }

        if (job.Collaboration.State != CollaborationState.Completed)
            throw new JobFailure($"{job.Options.Wait.TotalSeconds} 秒内协同事项未完成", $"the collaboration was not completed within {job.Options.Wait.TotalSeconds} s");
    }

    private static async Task<Collaboration> ReadAsync(JobContext job, string id) =>
        await job.Official.Collaborations.GetCollaborationAsync(new GetCollaborationRequest { CollaborationId = id }, cancellationToken: job.Cancellation);
}
