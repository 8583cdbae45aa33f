using Google.OrTools.Graph;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>An application that needs reviewers.</summary>
/// <param name="Needed">How many more.</param>
/// <param name="Options">Reviewers who may take it, each once: no conflict, not there already, not declined.</param>
public sealed record PlanApplication(Guid ApplicationId, int Needed, IReadOnlyList<PlanOption> Options);

/// <param name="Fit">0–100.</param>
public sealed record PlanOption(string ReviewerId, int Fit);

/// <param name="Load">Applications that the reviewer has already.</param>
/// <param name="Limit">Most applications.</param>
public sealed record PlanReviewer(string ReviewerId, int Load, int Limit);

public sealed record PlanPair(Guid ApplicationId, string ReviewerId, int Fit);

/// <param name="Pairs">By application, then reviewer; empty where not feasible.</param>
/// <param name="Lacking">How many reviewers each application lacks that cannot get all; empty where feasible.</param>
/// <param name="Objective">The least cost; 0 where not feasible.</param>
public sealed record Plan(IReadOnlyList<PlanPair> Pairs, IReadOnlyDictionary<Guid, int> Lacking, long Objective)
{
    public bool Feasible => Lacking.Count == 0;
}

/// <summary>
/// Gives each application the reviewers it needs at the least cost: 100 − fit for each pair, plus for each reviewer's next application
/// the balance step times those he has. The second part is convex in the load, so the problem is a minimum-cost flow and its optimum exact.
/// </summary>
/// <remarks>
/// Source: assignment with convex loads as a minimum-cost flow, Ahuja, Magnanti, Orlin, Network Flows (1993), ch. 14; solved by the
/// cost-scaling push-relabel of Google OR-tools. Applications and reviewers are numbered by their sorted ids, so equal inputs in any
/// order give the same plan.
/// </remarks>
public static class AssignmentPlanner
{
    public static Plan Solve(IEnumerable<PlanApplication> applications, IEnumerable<PlanReviewer> reviewers, int balanceStep)
    {
        var needing = applications.Where(application => application.Needed > 0).OrderBy(application => application.ApplicationId).ToList();
        var people = reviewers.OrderBy(reviewer => reviewer.ReviewerId, StringComparer.Ordinal).ToList();
        var total = needing.Sum(application => application.Needed);
        if (total == 0)
        {
            return new([], new Dictionary<Guid, int>(), 0);
        }

        using var flow = new MinCostFlow();
        const int source = 0;
        var sink = 1 + needing.Count + people.Count;
        var numbers = people.Index().ToDictionary(reviewer => reviewer.Item.ReviewerId, reviewer => 1 + needing.Count + reviewer.Index, StringComparer.Ordinal);
        var arcs = new List<(int Arc, PlanPair Pair)>();
        foreach (var (i, application) in needing.Index())
        {
            flow.AddArcWithCapacityAndUnitCost(source, 1 + i, application.Needed, 0);
            foreach (var option in application.Options.OrderBy(option => option.ReviewerId, StringComparer.Ordinal))
            {
                var arc = flow.AddArcWithCapacityAndUnitCost(1 + i, numbers[option.ReviewerId], 1, 100 - option.Fit);
                arcs.Add((arc, new PlanPair(application.ApplicationId, option.ReviewerId, option.Fit)));
            }
        }

        foreach (var reviewer in people)
        {
            // One unit arc for each further application, each dearer than the one before.
            for (var load = reviewer.Load; load < Math.Min(reviewer.Limit, reviewer.Load + needing.Count); load++)
            {
                flow.AddArcWithCapacityAndUnitCost(numbers[reviewer.ReviewerId], sink, 1, (long)balanceStep * load);
            }
        }

        flow.SetNodeSupply(source, total);
        flow.SetNodeSupply(sink, -total);
        var status = flow.SolveMaxFlowWithMinCost();
        if (status != MinCostFlowBase.Status.OPTIMAL)
        {
            throw new InvalidOperationException($"The solver answered {status}.");
        }

        List<PlanPair> pairs = [.. arcs.Where(arc => flow.Flow(arc.Arc) > 0).Select(arc => arc.Pair)];
        return pairs.Count == total ? new(pairs, new Dictionary<Guid, int>(), flow.OptimalCost()) : new([], LackingOf(needing, pairs), 0);
    }

    private static Dictionary<Guid, int> LackingOf(IReadOnlyList<PlanApplication> needing, IEnumerable<PlanPair> pairs)
    {
        var got = pairs.CountBy(pair => pair.ApplicationId).ToDictionary();
        return needing
            .Select(application => (application.ApplicationId, Lacking: application.Needed - got.GetValueOrDefault(application.ApplicationId)))
            .Where(application => application.Lacking > 0)
            .ToDictionary(application => application.ApplicationId, application => application.Lacking);
    }
}
