using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Tests.FollowUps;
using Xunit;

namespace Platform.TalentMatching.Tests.Retention;

/// <summary>
/// A city with 18 placed graduates, all at work since 14 months: 6 of one college, 3 of another, 9 of a third; two years and two
/// industries; answers after 12 months, one contradicted; 11 who left early.
/// </summary>
public sealed class RetentionFixture : IAsyncLifetime
{
    public const string ThirdCollege = "12130000401705215C";

    public TalentFixture Talents { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Talents.InitializeAsync();
        await PlaceAsync(TalentFixture.College, TalentFixture.CollegeName, count: 6, inCity: 4, answered: 6, left: 2, year: 2025, industry: "new-materials");
        await PlaceAsync(TalentFixture.OtherCollege, "秦皇岛职业技术学院", count: 3, inCity: 3, answered: 3, left: 3, year: 2024, industry: "auto-parts");
        await PlaceAsync(ThirdCollege, "东北大学秦皇岛分校", count: 9, inCity: 5, answered: 8, left: 6, year: 2025, industry: "auto-parts");
    }

    public ValueTask DisposeAsync() => Talents.DisposeAsync();

    /// <summary>The first leave, for pay or another city by turns; the last of those who answered is contradicted by the firm where somebody did not answer.</summary>
    private async Task PlaceAsync(string college, string name, int count, int inCity, int answered, int left, int year, string industry)
    {
        await Talents.RegisterAsync(college, name, OrganisationKind.University);
        var placing = await new Placing(Talents, college, name).BeginAsync(count, year);
        for (var i = 0; i < count; i++)
        {
            var placement = await placing.PlaceAsync(i, monthsAgo: 14, industry);
            if (i < left)
            {
                await placing.CollegeReports.ReportLeavingAsync(placing.Left(placement, 3, reason: i % 2 == 0 ? "pay" : "other-city"));
            }

            if (i < answered)
            {
                await placing.CollegeReports.ReportFollowUpAsync(Placing.Answer(placement, 12, employed: i >= left, inCity: i < inCity ? Tristate.Yes : Tristate.No));
            }

            if (i == answered - 1 && answered < count)
            {
                await placing.FirmReports.ReportFollowUpAsync(Placing.Answer(placement, 12, inCity: Tristate.Yes));
            }
        }
    }
}
