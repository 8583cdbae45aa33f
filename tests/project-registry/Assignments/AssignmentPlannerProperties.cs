using FsCheck.Xunit;
using Platform.ProjectRegistry.Assignments;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Assignments;

public sealed class AssignmentPlannerProperties
{
    private const int BalanceStep = 2;

    [Property(MaxTest = 300)]
    public void The_least_cost_is_that_of_brute_force_and_no_rule_is_broken(int seed)
    {
        var (applications, reviewers) = Instance(new Random(seed));
        var plan = AssignmentPlanner.Solve(applications, reviewers, BalanceStep);
        var best = Best(applications, reviewers);
        Assert.Equal(best is not null, plan.Feasible);
        if (best is null)
        {
            Assert.Empty(plan.Pairs);
            Assert.All(plan.Lacking.Values, lacking => Assert.True(lacking > 0));
            return;
        }

        Assert.Equal(best, plan.Objective);
        Assert.Equal(best, Cost(plan.Pairs.Select(pair => (pair.ReviewerId, pair.Fit)), reviewers));
        Assert.All(applications, application => Assert.Equal(application.Needed, plan.Pairs.Count(pair => pair.ApplicationId == application.ApplicationId)));
        Assert.Equal(plan.Pairs.Count, plan.Pairs.DistinctBy(pair => (pair.ApplicationId, pair.ReviewerId)).Count());
        // Whom a conflict keeps away is no option, and so never chosen.
        Assert.All(plan.Pairs, pair => Assert.Contains(new PlanOption(pair.ReviewerId, pair.Fit), applications.First(one => one.ApplicationId == pair.ApplicationId).Options));
        Assert.All(reviewers, reviewer => Assert.True(reviewer.Load + plan.Pairs.Count(pair => pair.ReviewerId == reviewer.ReviewerId) <= Math.Max(reviewer.Limit, reviewer.Load)));
    }

    [Property(MaxTest = 100)]
    public void The_plan_does_not_depend_on_the_order_of_reading(int seed)
    {
        var (applications, reviewers) = Instance(new Random(seed));
        var turned = applications.Reverse().Select(application => application with { Options = [.. application.Options.Reverse()] });
        Assert.Equal(
            AssignmentPlanner.Solve(applications, reviewers, BalanceStep).Pairs,
            AssignmentPlanner.Solve(turned, reviewers.Reverse(), BalanceStep).Pairs);
    }

    [Fact]
    public void Equal_fits_are_spread_evenly()
    {
        PlanReviewer[] reviewers = [new("a", 0, 9), new("b", 0, 9), new("c", 0, 9)];
        var applications = Enumerable.Range(1, 9).Select(number => new PlanApplication(Id(number), 1, [.. reviewers.Select(reviewer => new PlanOption(reviewer.ReviewerId, 50))]));
        var plan = AssignmentPlanner.Solve(applications, reviewers, BalanceStep);
        Assert.All(reviewers, reviewer => Assert.Equal(3, plan.Pairs.Count(pair => pair.ReviewerId == reviewer.ReviewerId)));
    }

    private static (PlanApplication[] Applications, PlanReviewer[] Reviewers) Instance(Random random)
    {
        PlanReviewer[] reviewers = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => new PlanReviewer($"r{i}", random.Next(0, 2), random.Next(1, 4)))];
        PlanApplication[] applications =
        [
            .. Enumerable.Range(1, random.Next(1, 5)).Select(number => new PlanApplication(
                Id(number), random.Next(0, 3), [.. reviewers.Where(_ => random.Next(4) > 0).Select(reviewer => new PlanOption(reviewer.ReviewerId, random.Next(0, 11) * 10))])),
        ];
        return (applications, reviewers);
    }

    /// <summary>The least cost over all choices; null where there is none.</summary>
    private static long? Best(IReadOnlyList<PlanApplication> applications, IReadOnlyList<PlanReviewer> reviewers)
    {
        long? best = null;
        Try(0, []);
        return best;

        void Try(int index, List<(string Reviewer, int Fit)> chosen)
        {
            if (reviewers.Any(reviewer => chosen.Count(pair => pair.Reviewer == reviewer.ReviewerId) > Math.Max(0, reviewer.Limit - reviewer.Load)))
            {
                return;
            }

            if (index == applications.Count)
            {
                var cost = Cost(chosen, reviewers);
                best = best is null || cost < best ? cost : best;
                return;
            }

            var application = applications[index];
            for (var set = 0; set < 1 << application.Options.Count; set++)
            {
                if (int.PopCount(set) == application.Needed)
                {
                    Try(index + 1, [.. chosen, .. application.Options.Where((_, i) => (set & (1 << i)) != 0).Select(option => (option.ReviewerId, option.Fit))]);
                }
            }
        }
    }

    private static long Cost(IEnumerable<(string Reviewer, int Fit)> pairs, IReadOnlyList<PlanReviewer> reviewers)
    {
        var load = reviewers.ToDictionary(reviewer => reviewer.ReviewerId, reviewer => reviewer.Load);
        var cost = 0L;
        foreach (var (reviewer, fit) in pairs)
        {
            cost += 100 - fit + ((long)BalanceStep * load[reviewer]++);
        }

        return cost;
    }

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
