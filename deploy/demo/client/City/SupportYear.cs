using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>
/// Files the planned requests of the two firms with a login and carries each to where its plan ends. Every move leaves one step in a
/// request's history, so that what was cut off is taken up where it stopped.
/// </summary>
internal static class SupportYear
{
    /// <summary>The department that has a login of its own.</summary>
    public const string FinanceBody = "11130300YQ00000533";

    /// <summary>Departments of the registry and the city's bodies that staff them; the others are the coordinating office's.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["science"] = "11130300YQ0000029J",
        ["human-resources"] = "11130300YQ0000037D",
        ["education"] = "11130300YQ00000458",
        ["finance"] = FinanceBody,
        ["approvals"] = "11130300YQ0000061X",
        ["development-zone"] = "11130371YQ00010131",
    };

    public static async Task RunAsync(JobContext job)
    {
        var firms = await Accounts.FirmsAsync(job);
        if (firms.Count < 2)
            return;
        await StaffAsync(job);
        var projects = (await Lists.ProjectsAsync(job)).ToLookup(project => project.OrganisationCode);
        var requests = new SupportRequest[SupportPlans.All.Count];
        await job.ForAllAsync(Enumerable.Range(0, requests.Length), async i => requests[i] = await CarryAsync(job, SupportPlans.All[i], firms, projects));
        await SolveByContract.TalentAsync(job, requests.Single(request => request.Title == SupportPlans.TalentTitle));
        await SolveByContract.TechnologyAsync(job, requests.Single(request => request.Title == SupportPlans.TechnologyTitle));
        job.Printer.Note($"诉求 {requests.Length} 项，涵盖各类别和各状态", $"{requests.Length} requests, of every kind and in every state");
    }

    private static async Task StaffAsync(JobContext job)
    {
        var stored = await job.Official.SupportRequests.ListSupportDepartmentsAsync(new ListSupportDepartmentsRequest(), cancellationToken: job.Cancellation);
        foreach (var department in stored.Departments.Where(one => one.OrganisationCode.Length == 0))
        {
            department.OrganisationCode = department.Role == DepartmentRole.Coordinating ? job.OfficialOrganisation : Bodies.GetValueOrDefault(department.DepartmentCode, "");
            if (department.OrganisationCode.Length > 0)
            {
                await job.Official.SupportRequests.SaveSupportDepartmentAsync(
                    new SaveSupportDepartmentRequest { Department = department, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            }
        }
    }

    private static async Task<SupportRequest> CarryAsync(JobContext job, SupportPlan plan, IReadOnlyList<string> firms, ILookup<string, Project> projects)
    {
        var firm = await job.Parties.EnterpriseAsync(firms[plan.Firm]);
        var known = await firm.SupportRequests.ListSupportRequestsAsync(new ListSupportRequestsRequest { KindCode = plan.Kind, PageSize = 200 }, cancellationToken: job.Cancellation);
        var request = known.SupportRequests.FirstOrDefault(one => one.Title == plan.Title) is { } earlier
            ? await firm.SupportRequests.GetSupportRequestAsync(new GetSupportRequestRequest { SupportRequestId = earlier.SupportRequestId }, cancellationToken: job.Cancellation)
            : await firm.SupportRequests.FileSupportRequestAsync(plan.ToRequest(projects[firms[plan.Firm]].First().ProjectId, job.NewRequestId()), cancellationToken: job.Cancellation);
        foreach (var move in plan.Moves.Skip(request.Steps.Count - 1))
            request = await MoveAsync(job, firm, request, move);
        return request;
    }

    private static async Task<SupportRequest> MoveAsync(JobContext job, Session firm, SupportRequest request, SupportMove move)
    {
        var desk = (Bodies.TryGetValue(request.DepartmentCode, out var body) ? await job.Parties.DepartmentAsync(body) : job.Official).SupportRequests;
        var own = firm.SupportRequests;
        var step = new SupportStepRequest { SupportRequestId = request.SupportRequestId, Text = move.Text, RequestId = job.NewRequestId() };
        var parts = move.Text.Split(':', 2);
        return await (move.Hand switch
        {
            SupportHand.Take => desk.TakeSupportRequestAsync(step, cancellationToken: job.Cancellation),
            SupportHand.Ask => desk.AskFirmAsync(step, cancellationToken: job.Cancellation),
            SupportHand.Answer => own.AnswerDepartmentAsync(step, cancellationToken: job.Cancellation),
            SupportHand.Solve => desk.SolveSupportRequestAsync(step, cancellationToken: job.Cancellation),
            SupportHand.Withdraw => own.WithdrawSupportRequestAsync(step, cancellationToken: job.Cancellation),
            SupportHand.Reopen => own.ReopenSupportRequestAsync(step, cancellationToken: job.Cancellation),
            SupportHand.Transfer => desk.TransferSupportRequestAsync(new TransferSupportRequestRequest
            {
                SupportRequestId = step.SupportRequestId, DepartmentCode = parts[0], Note = parts[1], RequestId = step.RequestId,
            }, cancellationToken: job.Cancellation),
            SupportHand.Reject => desk.RejectSupportRequestAsync(new RejectSupportRequestRequest
            {
                SupportRequestId = step.SupportRequestId, Ground = RejectionGround.NotCompetent, Reason = move.Text, RequestId = step.RequestId,
            }, cancellationToken: job.Cancellation),
            _ => own.CloseSupportRequestAsync(new CloseSupportRequestRequest
            {
                SupportRequestId = step.SupportRequestId, Satisfaction = parts[0][0] - '0', Comment = parts[1], RequestId = step.RequestId,
            }, cancellationToken: job.Cancellation),
        });
    }
}
