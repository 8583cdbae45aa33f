using Platform.Coordination.V1;
using Platform.Identity.V1;
using Platform.Portal.Calls;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.Portal.Home;

/// <summary>
/// The figures of the home pages. A list tells no total, so one page is counted; beyond it the tile shows a plus sign.
/// </summary>
public static class Counts
{
    private const int Most = 200;

    public static Func<CancellationToken, Task<(int, bool)>> BatchesAsync(Clients clients) => async token =>
    {
        var answer = await clients.Batches.ListBatchesAsync(new ListBatchesRequest { PageSize = Most }, cancellationToken: token);
        return (answer.Batches.Count, answer.NextPageToken.Length > 0);
    };

    /// <summary>Consents that wait for the caller's answer.</summary>
    public static Func<CancellationToken, Task<(int, bool)>> ConsentsAsync(Clients clients) => async token =>
    {
        var answer = await clients.Consents.ListConsentsAsync(new ListConsentsRequest { State = ConsentState.Asked, PageSize = Most }, cancellationToken: token);
        return (answer.Consents.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> ProjectsAsync(Clients clients) => async token =>
    {
        var answer = await clients.Projects.ListProjectsAsync(new ListProjectsRequest { PageSize = Most }, cancellationToken: token);
        return (answer.Projects.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> CollaborationsAsync(Clients clients, CollaborationState state) => async token =>
    {
        var answer = await clients.Collaborations.ListCollaborationsAsync(new ListCollaborationsRequest { State = state, PageSize = Most }, cancellationToken: token);
        return (answer.Collaborations.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> SupportAsync(Clients clients, SupportState state = SupportState.Unspecified, bool myDesk = false, bool overdue = false) => async token =>
    {
        var request = new ListSupportRequestsRequest { State = state, MyDesk = myDesk, Overdue = overdue, PageSize = Most };
        var answer = await clients.SupportRequests.ListSupportRequestsAsync(request, cancellationToken: token);
        return (answer.SupportRequests.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> TalentNeedsAsync(Clients clients) => async token =>
    {
        var answer = await clients.TalentNeeds.ListTalentNeedsAsync(new ListTalentNeedsRequest { State = TalentNeedState.Open, PageSize = Most }, cancellationToken: token);
        return (answer.Needs.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> TalentsAsync(Clients clients) => async token =>
    {
        var answer = await clients.Talents.ListTalentsAsync(new ListTalentsRequest { PageSize = Most }, cancellationToken: token);
        return (answer.Talents.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> PlacementsAsync(Clients clients, PlacementState state) => async token =>
    {
        var answer = await clients.Placements.ListPlacementsAsync(new ListPlacementsRequest { State = state, PageSize = Most }, cancellationToken: token);
        return (answer.Placements.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> TechnologyNeedsAsync(Clients clients) => async token =>
    {
        var answer = await clients.TechnologyNeeds.ListTechnologyNeedsAsync(new ListTechnologyNeedsRequest { State = TechnologyNeedState.Open, PageSize = Most }, cancellationToken: token);
        return (answer.Needs.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> ListingsAsync(Clients clients, bool mine) => async token =>
    {
        var answer = await clients.Listings.ListListingsAsync(new ListListingsRequest { Mine = mine, PageSize = Most }, cancellationToken: token);
        return (answer.Listings.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> NegotiationsAsync(Clients clients) => async token =>
    {
        var answer = await clients.Negotiations.ListNegotiationsAsync(new ListNegotiationsRequest { State = NegotiationState.Open, PageSize = Most }, cancellationToken: token);
        return (answer.Negotiations.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> UnclaimedAsync(Clients clients) => async token =>
    {
        var answer = await clients.Entitlements.ListUnclaimedAsync(new ListUnclaimedRequest { PageSize = Most }, cancellationToken: token);
        return (answer.Entitlements.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> ClaimsAsync(Clients clients, ClaimState state) => async token =>
    {
        var answer = await clients.Claims.ListClaimsAsync(new ListClaimsRequest { State = state, PageSize = Most }, cancellationToken: token);
        return (answer.Claims.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> OrganisationsAsync(Clients clients) => async token =>
    {
        var answer = await clients.Organisations.ListOrganisationsAsync(new ListOrganisationsRequest { PageSize = Most }, cancellationToken: token);
        return (answer.Organisations.Count, answer.NextPageToken.Length > 0);
    };

    public static Func<CancellationToken, Task<(int, bool)>> AccountsAsync(Clients clients) => async token =>
    {
        var answer = await clients.Accounts.ListAccountsAsync(new ListAccountsRequest { PageSize = Most }, cancellationToken: token);
        return (answer.Accounts.Count, answer.NextPageToken.Length > 0);
    };
}
