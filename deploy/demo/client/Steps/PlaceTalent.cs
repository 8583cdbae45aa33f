using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Talent.V1;

namespace Platform.Demo.Steps;

/// <summary>Activation has opened a placement; the firm makes the offer and the college records the talent's acceptance.</summary>
internal static class PlaceTalent
{
    public static readonly Step Step = new("placement", "邀约并签约人才", "Offer and accept the placement", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        if (job.Collaboration is not { } collaboration || job.Matter is not { Talent: { } found } matter)
            return;
        var firm = await job.Parties.EnterpriseAsync(matter.Project.OrganisationCode);
        var college = await job.Parties.UniversityAsync(found.Finding.OrganisationCode);
        _ = await job.UntilAsync(async () => (await firm.Placements.ListPlacementsAsync(
            new ListPlacementsRequest { CollaborationId = collaboration.CollaborationId }, cancellationToken: job.Cancellation)).Placements.FirstOrDefault())
            ?? throw new JobFailure("协同事项生效后没有开启人才签约", "activation opened no placement");

        var offered = await firm.Placements.OfferPlacementAsync(
            new OfferPlacementRequest { NeedId = found.Need.NeedId, TalentId = found.Finding.CandidateId, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
        var placed = await college.Placements.AcceptPlacementAsync(
            new AcceptPlacementRequest { PlacementId = offered.PlacementId, TalentConsented = true, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
        job.Printer.Note(
            $"{offered.TalentName}（{placed.CollegeName}）签约 {placed.OrganisationName}“{placed.NeedTitle}”岗位",
            $"{offered.TalentName} ({placed.CollegeName}) signed for “{placed.NeedTitle}” at {placed.OrganisationName}");
    }
}
