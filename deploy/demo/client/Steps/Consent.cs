using Platform.Coordination.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;

namespace Platform.Demo.Steps;

/// <summary>Firm and universities read the terms and consent to their hash; the last consent activates the collaboration.</summary>
internal static class Consent
{
    public static readonly Step Step = new("consent", "各方同意同一条款", "Each party consents to the same terms", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        if (job.Matter is not { } matter || job.Collaboration is not { } proposed)
            return;
        await ConsentAsync(await job.Parties.EnterpriseAsync(matter.Project.OrganisationCode));
        foreach (var code in matter.Universities)
            await ConsentAsync(await job.Parties.UniversityAsync(code));
        if (job.Collaboration.State != CollaborationState.Active)
            throw new JobFailure($"各方同意后协同事项仍为 {job.Collaboration.State}", $"after all consents the collaboration is {job.Collaboration.State}");
        job.Printer.Note(
            $"{job.Collaboration.Terms.Parties.Count} 方同意条款 {proposed.TermsHash[..12]}…，协同事项生效",
            $"{job.Collaboration.Terms.Parties.Count} parties consented to terms {proposed.TermsHash[..12]}…, the collaboration is active");

        async Task ConsentAsync(Session party) => job.Collaboration = await party.Collaborations.ConsentToCollaborationAsync(
            new ConsentRequest { CollaborationId = proposed.CollaborationId, TermsHash = proposed.TermsHash, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
    }
}
