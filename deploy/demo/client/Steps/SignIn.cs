using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Identity.V1;

namespace Platform.Demo.Steps;

/// <summary>The official and the reviewers sign in, each with a client of its own.</summary>
internal static class SignIn
{
    public static readonly Step Step = new("sign-in", "政府工作人员与评审专家登录", "Official and reviewers sign in", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        var official = await job.Official.Accounts.WhoAmIAsync(new WhoAmIRequest(), cancellationToken: job.Cancellation);
        job.OfficialOrganisation = official.OrganisationCode;
        var reviewers = new List<Session>();
        for (var number = 1; number <= job.Options.Reviewers; number++)
            reviewers.Add(await job.Parties.ReviewerAsync(number));
        job.Reviewers = reviewers;
        job.Printer.Note(
            $"{official.OrganisationName}（{official.OrganisationCode}），角色：{string.Join("、", official.Roles)}；评审专家 {reviewers.Count} 名",
            $"{official.OrganisationName} ({official.OrganisationCode}), roles {string.Join(", ", official.Roles)}; {reviewers.Count} reviewers");
    }
}
