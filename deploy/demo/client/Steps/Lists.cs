using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Identity.V1;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.Demo.Steps;

/// <summary>Whole lists, page by page.</summary>
internal static class Lists
{
    private const int Page = 200;

    public static Task<IReadOnlyList<Application>> ApplicationsAsync(JobContext job, ApplicationState state = ApplicationState.Unspecified) => AllAsync<Application>(async token =>
    {
        var request = new ListApplicationsRequest { BatchId = job.Batch.BatchId, State = state, PageSize = Page, PageToken = token };
        var answer = await job.Official.Applications.ListApplicationsAsync(request, cancellationToken: job.Cancellation);
        return (answer.Applications, answer.NextPageToken);
    });

    public static Task<IReadOnlyList<Batch>> BatchesAsync(JobContext job) => AllAsync<Batch>(async token =>
    {
        var answer = await job.Official.Batches.ListBatchesAsync(new ListBatchesRequest { PageSize = Page, PageToken = token }, cancellationToken: job.Cancellation);
        return (answer.Batches, answer.NextPageToken);
    });

    public static Task<IReadOnlyList<Project>> ProjectsAsync(JobContext job) => AllAsync<Project>(async token =>
    {
        var request = new ListProjectsRequest { BatchId = job.Batch.BatchId, PageSize = Page, PageToken = token };
        var answer = await job.Official.Projects.ListProjectsAsync(request, cancellationToken: job.Cancellation);
        return (answer.Projects, answer.NextPageToken);
    });

    public static Task<IReadOnlyList<Organisation>> OrganisationsAsync(JobContext job) => AllAsync<Organisation>(async token =>
    {
        var answer = await job.Official.Organisations.ListOrganisationsAsync(new ListOrganisationsRequest { PageSize = Page, PageToken = token }, cancellationToken: job.Cancellation);
        return (answer.Organisations, answer.NextPageToken);
    });

    /// <param name="of">Whose eyes see them; the official's where none are given.</param>
    public static Task<IReadOnlyList<Talent.V1.Talent>> TalentsAsync(JobContext job, Session? of = null) => AllAsync<Talent.V1.Talent>(async token =>
    {
        var answer = await (of ?? job.Official).Talents.ListTalentsAsync(new ListTalentsRequest { PageSize = Page, PageToken = token }, cancellationToken: job.Cancellation);
        return (answer.Talents, answer.NextPageToken);
    });

    public static Task<IReadOnlyList<TalentNeed>> TalentNeedsAsync(JobContext job) => AllAsync<TalentNeed>(async token =>
    {
        var answer = await job.Official.TalentNeeds.ListTalentNeedsAsync(new ListTalentNeedsRequest { PageSize = Page, PageToken = token }, cancellationToken: job.Cancellation);
        return (answer.Needs, answer.NextPageToken);
    });

    public static Task<IReadOnlyList<Listing>> ListingsAsync(JobContext job) => AllAsync<Listing>(async token =>
    {
        var answer = await job.Official.Listings.ListListingsAsync(new ListListingsRequest { PageSize = Page, PageToken = token }, cancellationToken: job.Cancellation);
        return (answer.Listings, answer.NextPageToken);
    });

    public static Task<IReadOnlyList<TechnologyNeed>> TechnologyNeedsAsync(JobContext job) => AllAsync<TechnologyNeed>(async token =>
    {
        var answer = await job.Official.TechnologyNeeds.ListTechnologyNeedsAsync(new ListTechnologyNeedsRequest { PageSize = Page, PageToken = token }, cancellationToken: job.Cancellation);
        return (answer.Needs, answer.NextPageToken);
    });

    private static async Task<IReadOnlyList<T>> AllAsync<T>(Func<string, Task<(IEnumerable<T> Items, string Next)>> page)
    {
        var all = new List<T>();
        for (var token = ""; ;)
        {
            (var items, token) = await page(token);
            all.AddRange(items);
            if (token.Length == 0)
                return all;
        }
    }
}
