using FsCheck.Xunit;
using Platform.ProjectRegistry.Calendar;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Reports;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Lights;

public sealed class LightTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void A_project_with_nothing_due_is_green()
    {
        var light = Light.Of(Facts(), [], PoolRules.Current, Today);
        Assert.Equal((TrafficLight.Green, 0), (light.Colour, light.Reasons.Count));
    }

    [Theory]
    [InlineData(0, TrafficLight.Green)]
    [InlineData(1, TrafficLight.Yellow)]
    [InlineData(29, TrafficLight.Yellow)]
    [InlineData(30, TrafficLight.Red)]
    public void Late_reports_turn_it_by_days(int days, TrafficLight expected)
    {
        var light = Light.Of(Facts(), [new(new Quarter(2026, 2), Today.AddDays(-days), days)], PoolRules.Current, Today);
        Assert.Equal(expected, light.Colour);
        if (expected != TrafficLight.Green)
        {
            Assert.Equal(($"2026 年第 2 季度报告已逾期 {days} 天", $"The report of 2026 Q2 is {days} days late"), (light.Reasons[0].Zh, light.Reasons[0].En));
        }
    }

    [Theory]
    [InlineData(0, MilestoneState.Planned, TrafficLight.Green)]
    [InlineData(1, MilestoneState.Planned, TrafficLight.Yellow)]
    [InlineData(30, MilestoneState.Planned, TrafficLight.Red)]
    [InlineData(30, MilestoneState.Done, TrafficLight.Green)]
    [InlineData(30, MilestoneState.Proposed, TrafficLight.Green)]
    public void Overdue_milestones_turn_it_where_they_are_agreed_and_not_done(int days, MilestoneState state, TrafficLight expected)
    {
        var facts = Facts() with { Milestones = [new("样机", Today.AddDays(-days), state)] };
        Assert.Equal(expected, Light.Of(facts, [], PoolRules.Current, Today).Colour);
    }

    [Theory]
    [InlineData(1000, TrafficLight.Green)]
    [InlineData(901, TrafficLight.Green)]
    [InlineData(900, TrafficLight.Yellow)]
    [InlineData(751, TrafficLight.Yellow)]
    [InlineData(750, TrafficLight.Red)]
    [InlineData(0, TrafficLight.Red)]
    public void Investment_is_held_against_a_straight_path(long value, TrafficLight expected)
    {
        // By 2026-06-30, half of 2026-01-01 … 2026-12-28.
        var facts = Facts(new TargetFact(ReportIndicator.Investment, 0, 2000)) with
        {
            EndDay = new DateOnly(2026, 12, 27), Latest = Told(2, (ReportIndicator.Investment, value)),
        };
        Assert.Equal(expected, Light.Of(facts, [], PoolRules.Current, Today).Colour);
    }

    [Fact]
    public void A_saving_is_a_path_downwards()
    {
        var facts = Facts(new TargetFact(ReportIndicator.CostChange, 0, -1000)) with { EndDay = new DateOnly(2026, 12, 27) };
        Assert.Equal(TrafficLight.Green, Of(facts, -500));
        Assert.Equal(TrafficLight.Green, Of(facts, -900));
        Assert.Equal(TrafficLight.Yellow, Of(facts, -390));
        Assert.Equal(TrafficLight.Red, Of(facts, 200));

        static TrafficLight Of(PoolFacts facts, long cost) => Light.Of(facts with { Latest = Told(2, (ReportIndicator.CostChange, cost)) }, [], PoolRules.Current, Today).Colour;
    }

    [Fact]
    public void The_path_is_not_judged_at_its_very_beginning()
    {
        var facts = Facts(new TargetFact(ReportIndicator.Investment, 0, 2000)) with { Latest = Told(1, (ReportIndicator.Investment, 0)) };
        Assert.Equal(TrafficLight.Green, Light.Of(facts, [], PoolRules.Current, Today).Colour);
    }

    [Property]
    public void A_better_figure_never_makes_the_light_worse(int baseline, int target, int value, byte more)
    {
        var fact = new TargetFact(ReportIndicator.RevenueChange, baseline, target);
        var better = value + (target >= (long)baseline ? more : -(long)more);
        Assert.True(Light.BehindBp(fact, better, 50, 100) <= Light.BehindBp(fact, value, 50, 100));
        Assert.InRange(Light.BehindBp(fact, value, 50, 100), 0, 1_000_000_000);
    }

    [Property]
    public void A_figure_on_the_path_is_never_behind(short baseline, short target) =>
        Assert.Equal(0, Light.BehindBp(new TargetFact(ReportIndicator.Devices, baseline, target), target, 100, 100));

    [Fact]
    public void Graduation_asks_for_milestones_targets_and_reports()
    {
        var facts = Facts(new TargetFact(ReportIndicator.CostChange, 0, -1000), new TargetFact(ReportIndicator.Devices, 5, 5), new TargetFact(ReportIndicator.Output, 0, null)) with
        {
            Milestones = [new("样机", Today, MilestoneState.Confirmed)],
            Latest = Told(3, (ReportIndicator.CostChange, -1000), (ReportIndicator.Devices, 5)),
        };
        Assert.True(Graduation.Of(facts, [new(new Quarter(2026, 3), Today, 0)], PoolRules.Current).Ready);
        Assert.False(Graduation.Of(facts, [new(new Quarter(2026, 3), Today.AddDays(-1), 1)], PoolRules.Current).Ready);
        Assert.False(Graduation.Of(facts with { Milestones = [] }, [], PoolRules.Current).Ready);
        Assert.False(Graduation.Of(facts with { Milestones = [.. facts.Milestones, new("验收", Today, MilestoneState.Done)] }, [], PoolRules.Current).Ready);
        Assert.False(Graduation.Of(facts with { Latest = Told(3, (ReportIndicator.CostChange, -999), (ReportIndicator.Devices, 5)) }, [], PoolRules.Current).Ready);
        Assert.False(Graduation.Of(facts with { Latest = null }, [], PoolRules.Current).Ready);
    }

    [Fact]
    public void Reports_are_owed_for_ended_quarters_by_working_days_after_them()
    {
        var owed = OwedQuarter.Of(new DateOnly(2026, 2, 10), new HashSet<Quarter> { new(2026, 2) }, 10, WorkingDays.OfFiles, Today);
        // The tenth working day after 2026-03-31 passes over Qingming; after 2026-09-30 over National Day.
        Assert.Equal([new Quarter(2026, 1), new Quarter(2026, 3)], owed.Select(one => one.Quarter));
        Assert.All(owed, one => Assert.Equal(Today.DayNumber - one.DueDay.DayNumber, one.DaysLate));
        Assert.True(owed[1].DueDay >= new DateOnly(2026, 10, 20), owed[1].DueDay.ToString("O"));
    }

    [Fact]
    public void The_rules_name_every_indicator_and_say_where_they_come_from()
    {
        Assert.Equal(Enum.GetValues<ReportIndicator>().Skip(1), PoolRules.Current.Indicators.Select(rule => rule.Indicator));
        Assert.NotEmpty(PoolRules.Current.Source);
        Assert.Equal([3500, -1760, 2260], PoolRules.SeedBaselines.Where(baseline => baseline.Indicator != ReportIndicator.Unspecified).Select(baseline => baseline.ValueBp));
        Assert.Equal(1470, PoolRules.SeedBaselines.Single(baseline => baseline.Code == "platform-penetration").ValueBp);
        Assert.All(PoolRules.SeedBaselines, baseline => Assert.Contains("10.33142/sca.v8i3.15774", baseline.Source, StringComparison.Ordinal));
    }

    private static PoolFacts Facts(params TargetFact[] targets) => new(Start, new DateOnly(2027, 12, 31), targets, [], new HashSet<Quarter>(), null);

    private static AcceptedFact Told(int quarter, params (ReportIndicator Indicator, long Value)[] figures) =>
        new(new Quarter(2026, quarter), figures.ToDictionary(figure => figure.Indicator, figure => figure.Value));
}
