using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Notices;

public sealed class NoticeTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task Nobody_is_admitted_before_the_last_day_of_the_notice_has_passed()
    {
        var journey = await Journey.NoticedAsync(registry, batch =>
        {
            batch.Rehearsal = false;
            batch.NoticeWorkingDays = 5;
        });
        var today = CityDays.Of(registry.Clock.GetUtcNow());
        var last = WorkingDays.OfFiles.LastOf(today, 5);
        var notice = await registry.Notices.GetNoticeAsync(new GetNoticeRequest { BatchId = journey.BatchId });
        Assert.Equal((Text(today), Text(last), true, false), (notice.FirstDay, notice.LastDay, notice.Running, notice.Rehearsal));
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.NoticeRunning, journey.ProposeAdmissionAsync());
        Assert.Contains(Text(last), sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(await registry.RaisedAsync<ProjectAdmitted>(), admitted => admitted.BatchId == journey.BatchId);
        Assert.Equal(6, await registry.ScalarAsync<int>("select state from batch where batch_id = @id::uuid", new { id = journey.BatchId }));

        await MoveLastDayAsync(journey, today);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.NoticeRunning, journey.ProposeAdmissionAsync());
        await MoveLastDayAsync(journey, today.AddDays(-1));
        await journey.AdmitAsync();
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*)::int from project where batch_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task A_batch_without_a_notice_has_none_to_show()
    {
        var journey = await Journey.OpenAsync(registry);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Notices.GetNoticeAsync(new GetNoticeRequest { BatchId = journey.BatchId }));
    }

    [Fact]
    public async Task Notices_are_listed_newest_first_page_by_page()
    {
        List<string> published = [];
        for (var i = 0; i < 3; i++)
        {
            published.Add((await Journey.NoticedAsync(registry)).BatchId);
        }

        var request = new ListNoticesRequest { PageSize = 1 };
        List<string> seen = [];
        do
        {
            var page = await registry.Notices.ListNoticesAsync(request);
            seen.AddRange(page.Notices.Select(notice => notice.BatchId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(Enumerable.Reverse(published), seen.Where(published.Contains));
    }

    [Fact]
    public async Task A_notice_is_read_as_json_without_a_token()
    {
        var journey = await Journey.NoticedAsync(registry);
        using var http = new HttpClient { BaseAddress = new Uri(registry.HttpAddress) };
        var json = await http.GetStringAsync($"v1/notices/{journey.BatchId}", TestContext.Current.CancellationToken);
        Assert.Contains("\"projectCount\":2", json, StringComparison.Ordinal);
        Assert.DoesNotContain("score", json, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As if it had been published so many days earlier; tokens would not outlive a clock that moves.</summary>
    private Task MoveLastDayAsync(Journey journey, DateOnly day) => registry.RowsAsync<int>(
        "update batch set notice_first_day = @day - 7, notice_last_day = @day where batch_id = @id::uuid", new { day, id = journey.BatchId });

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
