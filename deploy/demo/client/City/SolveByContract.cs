using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>Two requests that nobody solves by hand: a placement fills the need of the one, an agreement serves that of the other.</summary>
internal static class SolveByContract
{
    public static async Task TalentAsync(JobContext job, SupportRequest request)
    {
        if (request.State is not (SupportState.Filed or SupportState.InProgress) || await BoundAsync(job, request) is not { } needId)
            return;
        var firm = await job.Parties.EnterpriseAsync(request.OrganisationCode);
        var found = await job.UntilAsync(async () => (await firm.Shortlists.GetShortlistAsync(
            new GetShortlistRequest { NeedId = needId }, cancellationToken: job.Cancellation)).Entries.FirstOrDefault(entry => entry.CollegeCode.Length > 0));
        if (found is null)
            return;
        var college = await job.Parties.UniversityAsync(found.CollegeCode);
        var offered = await firm.Placements.OfferPlacementAsync(
            new OfferPlacementRequest { NeedId = needId, TalentId = found.TalentId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await college.Placements.AcceptPlacementAsync(
            new AcceptPlacementRequest { PlacementId = offered.PlacementId, TalentConsented = true, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await SolvedAsync(job, request);
    }

    public static async Task TechnologyAsync(JobContext job, SupportRequest request)
    {
        if (request.State is not (SupportState.Filed or SupportState.InProgress) || await BoundAsync(job, request) is not { } needId)
            return;
        var firm = await job.Parties.EnterpriseAsync(request.OrganisationCode);
        var matches = await firm.Matches.GetMatchesAsync(new GetMatchesRequest { NeedId = needId }, cancellationToken: job.Cancellation);
        if (matches.Matches_.FirstOrDefault(match => match.OwnerCode.Length > 0) is not { } found)
            return;
        var owner = await job.Parties.UniversityAsync(found.OwnerCode);
        var open = await firm.Negotiations.OpenNegotiationAsync(
            new OpenNegotiationRequest { ListingId = found.ListingId, NeedId = needId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        var drafted = await firm.Agreements.DraftAgreementAsync(
            new DraftAgreementRequest
            {
                NegotiationId = open.NegotiationId, Kind = AgreementKind.Service, AmountCnyFen = 50_000_000,
                Terms = $"{found.OwnerName}就“{found.Title}”提供技术服务，解决“{request.Title}”。", RequestId = job.NewRequestId(),
            },
            cancellationToken: job.Cancellation);
        foreach (var side in new[] { owner, firm })
        {
            await side.Agreements.SignAgreementAsync(
                new AgreementHashRequest { AgreementId = drafted.AgreementId, TermsHash = drafted.TermsHash, RequestId = job.NewRequestId() },
                cancellationToken: job.Cancellation);
        }

        await SolvedAsync(job, request);
    }

    /// <summary>The need that the other service opened for it.</summary>
    private static async Task<string?> BoundAsync(JobContext job, SupportRequest request) =>
        await job.UntilAsync(async () => await ReadAsync(job, request) is { NeedId.Length: > 0 } bound ? bound.NeedId : null);

    private static async Task SolvedAsync(JobContext job, SupportRequest request) =>
        _ = await job.UntilAsync(async () => await ReadAsync(job, request) is { State: SupportState.Solved } solved ? solved : null)
            ?? throw new JobFailure($"签约后诉求《{request.Title}》没有自动办结", $"the contract did not solve the request “{request.Title}”");

    private static async Task<SupportRequest> ReadAsync(JobContext job, SupportRequest request) => await job.Official.SupportRequests.GetSupportRequestAsync(
        new GetSupportRequestRequest { SupportRequestId = request.SupportRequestId }, cancellationToken: job.Cancellation);
}
