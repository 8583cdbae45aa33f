using System.Diagnostics;
using System.Text;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Selection;

public sealed class LargeBatchTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task Five_thousand_applications_are_ranked_selected_and_admitted_within_seconds()
    {
        var journey = await Journey.OpenAsync(registry, batch =>
        {
            batch.Capacity = 1000;
            batch.MinimumReviews = 3;
            batch.Quotas.AddRange([new Quota { Code = "life-health", Minimum = 300 }, new Quota { Code = "electronics", Minimum = 0, Maximum = 100 }]);
        });
        await registry.ImportAsync("many.csv", Encoding.UTF8.GetBytes(Applications.ImportTests.Many(5000)), journey.BatchId);
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        await ReviewAllAsync(journey);
        await registry.Batches.StartReviewAsync(journey.Step);

        var ranking = await TimedAsync(10, () => registry.Batches.RankBatchAsync(journey.Step).ResponseAsync);
        Assert.Equal((500, 5000), (ranking.Applications.Count, ranking.ApplicationCount));
        Assert.Equal(Enumerable.Range(501, 1000), (await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId, PageSize = 1000, PageToken = ranking.NextPageToken })).Applications.Select(place => place.Rank));
        var selection = await TimedAsync(5, () => registry.Batches.SelectProjectsAsync(journey.Step).ResponseAsync);
        Assert.Equal(1000, selection.Selected.Count);
        Assert.Equal(100, selection.Selected.Count(place => place.Industry == "electronics"));
        Assert.True(selection.Selected.Count(place => place.Industry == "life-health") >= 300);
        await registry.Batches.PublishNoticeAsync(journey.Step);
        await TimedAsync(10, journey.AdmitAsync);
        Assert.Equal(
            ["7 1000", "8 200", "9 3800"],
            await registry.RowsAsync<string>("select state || ' ' || count(*) from application where batch_id = @id::uuid group by state order by state", new { id = journey.BatchId }));
        Assert.Equal(1000, (await registry.RaisedAsync<ProjectAdmitted>()).Select(admitted => admitted.ProjectId).Distinct().Count());
    }

    private Task ReviewAllAsync(Journey journey) => registry.RowsAsync<int>(
        """
        update application set state = 4 where batch_id = @id::uuid;
        insert into review (review_id, batch_id, application_id, reviewer_id, points, comment, filed_at)
        select gen_random_uuid(), batch_id, application_id, 'reviewer-' || n, array(select (random() * 100)::smallint from generate_series(1, 9) where n > 0 and application_id is not null), '', now()
        from application cross join generate_series(1, 3) n
        where batch_id = @id::uuid
        """,
        new { id = journey.BatchId });

    private static async Task<T> TimedAsync<T>(int seconds, Func<Task<T>> call)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await call();
        var elapsed = Stopwatch.GetElapsedTime(start);
        TestContext.Current.TestOutputHelper?.WriteLine($"{typeof(T).Name} {elapsed.TotalMilliseconds:0} ms");
        Assert.InRange(elapsed.TotalSeconds, 0, seconds);
        return answer;
    }
}
