using Google.OrTools.Sat;

namespace Platform.ProjectRegistry.Selection;

/// <summary>The nearest possible quotas where they are of several kinds: by CP-SAT, with the same meaning as <see cref="NearestQuotas"/>.</summary>
/// <remarks>
/// Raising a minimum or lowering a maximum never helps, so each quota gets a lowering of its minimum and a raising of its
/// maximum. First their sum is made as small as can be, then, with that sum held, the score of the selection as great as can be.
/// </remarks>
internal static class NearestCrossingQuotas
{
    public static IReadOnlyList<ClassQuota> Find(IReadOnlyList<Candidate> ranked, int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        var pool = Pool.Of(ranked, capacity, quotas);
        var model = new CpModel();
        var seats = Array.ConvertAll(pool.Positions, _ => model.NewBoolVar(""));
        model.AddLinearConstraint(LinearExpr.Sum(seats), 0, capacity);
        var lowered = quotas.Select(quota => model.NewIntVar(0, quota.Minimum, "")).ToArray();
        var raised = quotas.Select(quota => model.NewIntVar(0, quota.Maximum is null ? 0 : Math.Max(0, capacity - quota.Maximum.Value), "")).ToArray();
        for (var i = 0; i < quotas.Count; i++)
        {
            var members = LinearExpr.Sum(seats.Where((_, seat) => pool.ClassesOf(seat).Contains(i)));
            model.Add(members + lowered[i] >= quotas[i].Minimum);
            model.Add(members - raised[i] <= (quotas[i].Maximum ?? capacity));
        }

        var changes = LinearExpr.Sum(lowered.Concat(raised));
        model.Minimize(changes);
        using var fewest = CpSat.Solve(model);
        model.Add(changes == fewest.Objective);
        model.Maximize(LinearExpr.WeightedSum(seats, pool.Positions.Select(position => (long)ranked[position].Score)));
        using var answer = CpSat.Solve(model);
        return [.. quotas.Select((quota, i) => quota with
        {
            Minimum = quota.Minimum - (int)answer.Of(lowered[i]),
            Maximum = quota.Maximum + (int)answer.Of(raised[i]),
        })];
    }
}
