using System.Globalization;
using System.Text;
using Google.Protobuf;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>Three milestones a project: the first confirmed, the second as its plan says, the third ahead.</summary>
internal static class PoolMilestones
{
    private static readonly byte[] Evidence = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static async Task PlanAsync(JobContext job, Session firm, ProjectPlan stored, PoolPlan plan)
    {
        var known = (await firm.Milestones.ListMilestonesAsync(new ListMilestonesRequest { ProjectId = stored.ProjectId }, cancellationToken: job.Cancellation)).Milestones
            .Select(milestone => milestone.Title).ToHashSet(StringComparer.Ordinal);
        var start = DateOnly.ParseExact(stored.StartDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var second = plan.Second == SecondMilestone.Overdue ? job.Today.AddDays(-12) : job.Today.AddMonths(2);
        await CarryAsync("关键设备招标与采购", start.AddMonths(2), 30, SecondMilestone.Confirmed);
        await CarryAsync("产线安装与设备联网", second < start ? start : second, 40, plan.Second);
        await CarryAsync("试运行与竣工验收", start.AddMonths(22), 30, plan == PoolPlan.Graduate ? SecondMilestone.Confirmed : SecondMilestone.Planned);

        async Task CarryAsync(string title, DateOnly due, int weight, SecondMilestone wanted)
        {
            if (known.Contains(title))
                return;
            var proposed = await firm.Milestones.ProposeMilestoneAsync(
                new ProposeMilestoneRequest { ProjectId = stored.ProjectId, Title = title, DueDay = PoolReports.Text(due), Weight = weight, RequestId = job.NewRequestId() },
                cancellationToken: job.Cancellation);
            await MoveAsync(job, firm, proposed, wanted);
        }
    }

    private static async Task MoveAsync(JobContext job, Session firm, Milestone milestone, SecondMilestone wanted)
    {
        if (wanted == SecondMilestone.Proposed)
            return;
        if (wanted == SecondMilestone.Declined)
        {
            await job.Official.Milestones.DeclineMilestoneAsync(Step("请拆分为安装和联网两个里程碑"), cancellationToken: job.Cancellation);
            return;
        }

        await job.Official.Milestones.AgreeMilestoneAsync(Step(""), cancellationToken: job.Cancellation);
        if (wanted == SecondMilestone.Changing)
        {
            await firm.Milestones.ChangeMilestoneAsync(
                new ChangeMilestoneRequest
                {
                    MilestoneId = milestone.MilestoneId, Title = milestone.Title, DueDay = PoolReports.Text(job.Today.AddMonths(4)), Weight = milestone.Weight,
                    Reason = "进口部件改为国产，交货期推迟两个月", RequestId = job.NewRequestId(),
                },
                cancellationToken: job.Cancellation);
        }

        if (wanted is SecondMilestone.Done or SecondMilestone.Confirmed)
        {
            await UploadAsync(job, firm, milestone);
            await firm.Milestones.CompleteMilestoneAsync(Step("演示数据：已完成，验收单见佐证材料"), cancellationToken: job.Cancellation);
        }

        if (wanted == SecondMilestone.Confirmed)
            await job.Official.Milestones.ConfirmMilestoneAsync(Step(""), cancellationToken: job.Cancellation);

        MilestoneStepRequest Step(string comment) => new() { MilestoneId = milestone.MilestoneId, Comment = comment, RequestId = job.NewRequestId() };
    }

    private static Task<AttachedFile> UploadAsync(JobContext job, Session firm, Milestone milestone)
    {
        var header = new UploadFileHeader { Purpose = FilePurpose.MilestoneEvidence, OwnerId = milestone.MilestoneId, FileName = "验收单（演示）.pdf", RequestId = job.NewRequestId() };
        return firm.Streaming(PlatformHost.ProjectRegistry).RunAsync(
            async options =>
            {
                using var call = new FileService.FileServiceClient(job.Connections.Channel(PlatformHost.ProjectRegistry)).UploadFile(options);
                await call.RequestStream.WriteAsync(new UploadFileRequest { Header = header });
                await call.RequestStream.WriteAsync(new UploadFileRequest { Data = ByteString.CopyFrom(Evidence) });
                await call.RequestStream.CompleteAsync();
                return await call.ResponseAsync;
            },
            TimeSpan.FromSeconds(30),
            job.Cancellation);
    }
}
