using System.Text;
using Dapper;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Applications;

public sealed class ListTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    public static TheoryData<ApplicationSort, bool> Sorts
    {
        get
        {
            var data = new TheoryData<ApplicationSort, bool>();
            foreach (var sort in Enum.GetValues<ApplicationSort>())
            {
                data.Add(sort, false);
                data.Add(sort, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Pages_follow_one_another_in_every_order_without_gap_or_repeat(ApplicationSort sort, bool descending)
    {
        var journey = await ImportedAsync(37);
        var request = new ListApplicationsRequest { BatchId = journey.BatchId, PageSize = 5, Sort = sort, Descending = descending };
        var seen = await AllAsync(request);
        Assert.Equal(37, seen.Select(application => application.ApplicationId).Distinct().Count());
        IEnumerable<Application> expected = sort switch
        {
            ApplicationSort.ProjectName => seen.OrderBy(application => application.ProjectName, StringComparer.Ordinal).ThenBy(application => application.ApplicationId, StringComparer.Ordinal),
            ApplicationSort.TotalInvestment => seen.OrderBy(application => application.TotalInvestmentCnyFen).ThenBy(application => application.ApplicationId, StringComparer.Ordinal),
            _ => seen.OrderBy(application => application.ApplicationId, StringComparer.Ordinal),
        };
        Assert.Equal(descending ? expected.Reverse() : expected, seen);
        Assert.All(seen, application => Assert.Null(application.Sections));
    }

    [Fact]
    public async Task Filters_meet_and_belong_to_the_page_token()
    {
        var journey = await Journey.OpenAsync(registry);
        await registry.ImportAsync("applications-5.csv", journey.BatchId);
        var own = await Drafts.SubmitAsync(registry, await Drafts.CreateAsync(registry, journey.BatchId, "整车电控Alpha"));
        ListApplicationsRequest Request(Action<ListApplicationsRequest> with)
        {
            var request = new ListApplicationsRequest { BatchId = journey.BatchId };
            with(request);
            return request;
        }

        Assert.Equal([own.ApplicationId], await IdsAsync(Request(r => r.District = "130302")));
        Assert.Equal([own.ApplicationId], await IdsAsync(Request(r => { r.Track = "smart-ev"; r.Industry = "auto-parts"; r.State = ApplicationState.Submitted; })));
        Assert.Equal([own.ApplicationId], await IdsAsync(Request(r => r.Text = " 电控alpha ")));
        Assert.Empty(await IdsAsync(Request(r => { r.Text = "电控"; r.State = ApplicationState.UnderReview; })));
        Assert.Equal(2, (await IdsAsync(Request(r => r.Text = RegistryFixture.FirstFirm))).Count);
        Assert.Empty(await IdsAsync(Request(r => r.Text = "%")));

        var first = await registry.Applications.ListApplicationsAsync(Request(r => r.PageSize = 2));
        await Refused.ByAsync(InvalidArgument, ErrorReason.PageTokenInvalid, registry.Applications.ListApplicationsAsync(Request(r => { r.PageSize = 2; r.PageToken = first.NextPageToken; r.Text = "a"; })));
        await Refused.ByAsync(InvalidArgument, ErrorReason.PageTokenInvalid, registry.Applications.ListApplicationsAsync(Request(r => { r.PageSize = 2; r.PageToken = first.NextPageToken; r.Descending = true; })));
    }

    [Fact]
    public async Task A_firm_s_drafts_stand_in_its_own_list_alone()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await Drafts.CreateAsync(registry, journey.BatchId);
        var request = new ListApplicationsRequest { BatchId = journey.BatchId, Sort = ApplicationSort.ProjectName };
        Assert.Equal([draft.ApplicationId], (await registry.Firm(RegistryFixture.FirstFirm).ListApplicationsAsync(request)).Applications.Select(application => application.ApplicationId));
        Assert.Empty((await registry.Firm(RegistryFixture.SecondFirm).ListApplicationsAsync(request)).Applications);
        Assert.Empty(await IdsAsync(request));
    }

    [Fact]
    public async Task Each_order_has_an_index_that_also_holds_the_filters()
    {
        var journey = await ImportedAsync(3000);
        await using var connection = await registry.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("vacuum analyze application");
        foreach (var (order, index) in new[]
        {
            ("submitted_at desc, application_id desc", "application_by_submission"),
            ("project_name collate \"C\", application_id", "application_by_name"), ("total_investment_cny_fen desc, application_id desc", "application_by_investment"),
        })
        {
            var plan = string.Join('\n', await connection.QueryAsync<string>(
                $"explain select application_id from application where batch_id = @batch and submitted_at is not null and industry = 'auto-parts' and state = 2 order by {order} limit 51",
                new { batch = Guid.Parse(journey.BatchId) }));
            Assert.Contains($"Index Only Scan {(order.Contains("desc", StringComparison.Ordinal) ? "Backward " : "")}using {index}", plan, StringComparison.Ordinal);
        }
    }

    private async Task<Journey> ImportedAsync(int rows)
    {
        var journey = await Journey.OpenAsync(registry);
        await registry.ImportAsync("many.csv", Encoding.UTF8.GetBytes(ImportTests.Many(rows)), journey.BatchId);
        return journey;
    }

    private async Task<IReadOnlyList<string>> IdsAsync(ListApplicationsRequest request) =>
        [.. (await registry.Applications.ListApplicationsAsync(request)).Applications.Select(application => application.ApplicationId)];

    private async Task<IReadOnlyList<Application>> AllAsync(ListApplicationsRequest request)
    {
        List<Application> seen = [];
        do
        {
            var page = await registry.Applications.ListApplicationsAsync(request);
            seen.AddRange(page.Applications);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return seen;
    }
}
