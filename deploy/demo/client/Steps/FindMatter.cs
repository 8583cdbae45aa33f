using Platform.Demo.Job;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.Demo.Steps;

/// <summary>
/// Chooses what to collaborate on: by rank the first project that has a free talent and a listing on offer, both of members of
/// the platform; else the first that has one of the two.
/// </summary>
internal static class FindMatter
{
    public static async Task<Matter?> AsOfAsync(JobContext job)
    {
        Matter? half = null;
        foreach (var project in job.Projects)
        {
            var listing = await FirstAsync(project, NeedKind.Technology, need => IsOpenTechnologyAsync(job, need), finding => IsOnOfferAsync(job, finding));
            var talent = await FirstAsync(project, NeedKind.Talent, need => IsOpenTalentAsync(job, need), finding => IsFreeAsync(job, finding));
            if (listing is not null && talent is not null)
                return new Matter(project, talent, listing);
            if (listing is not null || talent is not null)
                half ??= new Matter(project, talent, listing);
        }

        return half;
    }

    private static async Task<Found?> FirstAsync(Project project, NeedKind kind, Func<ProjectNeed, Task<bool>> isOpen, Func<Finding, Task<bool>> isThere)
    {
        foreach (var need in project.Needs.Where(need => need.Kind == kind && need.Findings.Any(finding => finding.OrganisationCode.Length > 0)))
        {
            if (!await isOpen(need))
                continue;
            foreach (var finding in need.Findings.Where(finding => finding.OrganisationCode.Length > 0))
            {
                if (await isThere(finding))
                    return new Found(need, finding);
            }
        }

        return null;
    }

    private static async Task<bool> IsOpenTalentAsync(JobContext job, ProjectNeed need) =>
        await job.Official.TalentNeeds.GetTalentNeedAsync(new GetTalentNeedRequest { NeedId = need.NeedId }, cancellationToken: job.Cancellation)
            is { State: TalentNeedState.Open } open && open.PlacedCount < open.Headcount;

    private static async Task<bool> IsFreeAsync(JobContext job, Finding finding) =>
        !(await job.Official.Talents.GetTalentAsync(new GetTalentRequest { TalentId = finding.CandidateId }, cancellationToken: job.Cancellation)).Placed;

    private static async Task<bool> IsOpenTechnologyAsync(JobContext job, ProjectNeed need) =>
        (await job.Official.TechnologyNeeds.GetTechnologyNeedAsync(new GetTechnologyNeedRequest { NeedId = need.NeedId }, cancellationToken: job.Cancellation)).State
            == TechnologyNeedState.Open;

    private static async Task<bool> IsOnOfferAsync(JobContext job, Finding finding) =>
        (await job.Official.Listings.GetListingAsync(new GetListingRequest { ListingId = finding.CandidateId }, cancellationToken: job.Cancellation)).State
            == ListingState.Listed;
}
