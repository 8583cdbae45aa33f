using System.Globalization;
using System.Text;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Retention;
using Platform.TalentMatching.Tests.FollowUps;
using Xunit;

namespace Platform.TalentMatching.Tests.Retention;

public sealed class RetentionTests(RetentionFixture city) : IClassFixture<RetentionFixture>
{
    private RetentionService.RetentionServiceClient Official => new(city.Talents.Official());

    [Fact]
    public async Task A_small_college_is_hidden_with_the_next_and_the_total_is_shown()
    {
        var table = await Official.GetRetentionAsync(new GetRetentionRequest { Dimension = RetentionDimension.College });
        Assert.Equal([true, true, false], table.Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => At(row, 12).Suppressed));
        Assert.All(table.Rows.Where(row => At(row, 12).Suppressed), row => Assert.Equal((0L, 0L, 0L, "", ""), Values(At(row, 12))));
        // 9 graduates of the third college: 8 answered, of whom one contradicted, 5 in the city.
        Assert.Equal((9L, 7L, 5L, "71.4", "77.8"), Values(At(table.Rows.Single(row => row.Key == RetentionFixture.ThirdCollege), 12)));
        Assert.Equal((18L, 16L, 12L, "75.0", "88.9"), Values(At(table.Total, 12)));
        Assert.Equal((0L, 0L, 0L, "", ""), Values(At(table.Total, 24)));
        Assert.All(table.Definitions, definition => Assert.True(definition.Title.Length > 0 && definition.Definition.Length > 0));
    }

    [Theory]
    [InlineData(RetentionDimension.GraduationYear, "2024,2025")]
    [InlineData(RetentionDimension.Industry, "auto-parts,new-materials")]
    [InlineData(RetentionDimension.Skill, "humanoid-robot")]
    public async Task The_figures_are_told_by_each_property(RetentionDimension dimension, string keys)
    {
        var table = await Official.GetRetentionAsync(new GetRetentionRequest { Dimension = dimension });
        var shown = table.Rows.Where(row => !At(row, 12).Suppressed).ToList();
        Assert.Equal(dimension == RetentionDimension.Skill ? 1 : 2, table.Rows.Count);
        Assert.Equal(18, dimension == RetentionDimension.Skill ? At(Assert.Single(shown), 12).Due : At(table.Total, 12).Due);
        if (dimension != RetentionDimension.Skill)
        {
            Assert.Equal(keys, string.Join(',', table.Rows.Select(row => row.Key)));
        }
    }

    [Fact]
    public async Task A_college_sees_its_own_graduates_a_firm_its_own_placements_and_others_nothing()
    {
        var request = new GetRetentionRequest { Dimension = RetentionDimension.GraduationYear };
        var college = await new RetentionService.RetentionServiceClient(city.Talents.University(RetentionFixture.ThirdCollege)).GetRetentionAsync(request);
        Assert.Equal(9, At(college.Total, 12).Due);
        // Three of them: nobody is to be recognised.
        var small = await new RetentionService.RetentionServiceClient(city.Talents.University(TalentFixture.OtherCollege)).GetRetentionAsync(request);
        Assert.True(At(small.Total, 12).Suppressed);
        Assert.Equal(18, At((await new RetentionService.RetentionServiceClient(city.Talents.Enterprise(TalentFixture.Firm)).GetRetentionAsync(request)).Total, 12).Due);
        Assert.Empty((await new RetentionService.RetentionServiceClient(city.Talents.Enterprise(TalentFixture.OtherFirm)).GetRetentionAsync(request)).Rows);
        var reviewer = new RetentionService.RetentionServiceClient(city.Talents.Reviewer("reviewer-1"));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await reviewer.GetRetentionAsync(request));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await reviewer.GetLeavingsAsync(new GetLeavingsRequest()));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await reviewer.ExportRetentionAsync(new ExportRetentionRequest { Dimension = RetentionDimension.College, Format = ExportFormat.Csv }));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await Official.GetRetentionAsync(new GetRetentionRequest()));
    }

    [Fact]
    public async Task The_file_has_the_figures_their_definitions_and_nothing_that_is_hidden()
    {
        var csv = await Official.ExportRetentionAsync(new ExportRetentionRequest { Dimension = RetentionDimension.College, Format = ExportFormat.Csv }, new Metadata { { "accept-language", "zh-CN" } });
        var text = Encoding.UTF8.GetString(csv.Content.Span);
        Assert.Contains("71.4", text, StringComparison.Ordinal);
        Assert.Contains("在本市 ÷ 有效答复", text, StringComparison.Ordinal);
        var hidden = text.Split('\n').Single(line => line.StartsWith(TalentFixture.CollegeName, StringComparison.Ordinal));
        Assert.DoesNotContain(hidden.Split(',').Skip(6).Take(5), cell => decimal.TryParse(cell, CultureInfo.InvariantCulture, out _));
        var xlsx = await Official.ExportRetentionAsync(new ExportRetentionRequest { Dimension = RetentionDimension.Skill, Format = ExportFormat.Xlsx });
        Assert.Equal("PK", Encoding.ASCII.GetString(xlsx.Content.Span[..2]));
        Assert.EndsWith(".xlsx", xlsx.FileName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leavings_are_counted_by_kind_with_small_kinds_hidden()
    {
        var table = await Official.GetLeavingsAsync(new GetLeavingsRequest());
        // 6 for the job, 5 personal ones.
        Assert.Equal((11L, false), (table.Total, table.TotalSuppressed));
        Assert.Equal([(LeavingKind.Personal, 5L), (LeavingKind.Job, 6L)], table.Rows.Where(row => row.Leavings > 0).Select(row => (row.Kind, row.Leavings)));
        var other = await new RetentionService.RetentionServiceClient(city.Talents.University(TalentFixture.OtherCollege)).GetLeavingsAsync(new GetLeavingsRequest());
        Assert.Equal((0L, true), (other.Total, other.TotalSuppressed));
        Assert.All(other.Rows, row => Assert.Equal(0, row.Leavings));
    }

    [Fact]
    public async Task A_month_is_told_once_by_the_service_whatever_replicas_do_and_again_by_an_official()
    {
        var store = city.Talents.Services.GetRequiredService<Store>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.ChangeAsync(Caller.System("test"), MeasureRetention.OnceAsync, TestContext.Current.CancellationToken)));
        var today = CityDays.Of(city.Talents.Clock.GetUtcNow());
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var told = Assert.Single(await city.Talents.RaisedAsync<RetentionMeasured>(month), one => one.Telling == 1);
        // The later follow-up was due by then, the total is no small group.
        Assert.Equal((12, false, 18L), (told.Totals[1].Months, told.Totals[1].Suppressed, told.Totals[1].Due));
        Assert.True(told.Totals[1].Answered <= told.Totals[1].Due && told.Totals[1].InCity <= told.Totals[1].Answered);

        var request = new MeasureRetentionRequest { RequestId = "measure-again" };
        var again = await Official.MeasureRetentionAsync(request);
        Assert.Equal(again, await Official.MeasureRetentionAsync(request));
        Assert.Equal((month, 2), (again.Month, again.Telling));
        Assert.Equal([1, 2], (await city.Talents.RaisedAsync<RetentionMeasured>(month)).Select(one => one.Telling));
        Assert.Equal(1, await city.Talents.ScalarAsync<long>("select count(*) from retention_measurement"));
    }

    [Fact]
    public async Task A_month_that_is_not_over_or_long_ago_or_without_anything_due_is_refused()
    {
        var today = CityDays.Of(city.Talents.Clock.GetUtcNow());
        var present = today.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        foreach (var month in (string[])[present, "2001-01", "2026-13"])
        {
            await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await Official.MeasureRetentionAsync(new MeasureRetentionRequest { Month = month }));
        }

        var before = today.AddMonths(-30).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await Official.MeasureRetentionAsync(new MeasureRetentionRequest { Month = before }));
        var college = new RetentionService.RetentionServiceClient(city.Talents.University(TalentFixture.College));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await college.MeasureRetentionAsync(new MeasureRetentionRequest()));
    }

    private static RetentionFigures At(RetentionRow row, int months) => row.Figures.Single(figures => figures.Months == months);

    private static (long Due, long Answered, long InCity, string Rate, string Response) Values(RetentionFigures figures) =>
        (figures.Due, figures.Answered, figures.InCity, figures.Rate, figures.ResponseRate);
}
