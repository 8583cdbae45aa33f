using Google.OrTools.Sat;

namespace Platform.ProjectRegistry.Selection;

public enum ClashKind
{
    /// <summary>A class's minimum is above its maximum.</summary>
    MinimumAboveMaximum,

    /// <summary>A class has fewer candidates than its minimum.</summary>
    MinimumAboveCandidates,

    /// <summary>The minima of one kind add to more than the seats.</summary>
    MinimaAboveCapacity,

    /// <summary>Each alone can be met, but not all together, as their classes share candidates.</summary>
    Together,
}

/// <summary>Quotas that no selection meets.</summary>
/// <param name="Classes">One, or all whose bounds count where only together they are impossible.</param>
/// <param name="Asked">The minimum, or the sum of the minima; the seats where <paramref name="Bounds"/> says more.</param>
/// <param name="Possible">The maximum, the number of candidates, or the seats.</param>
/// <param name="Bounds">
/// Only of <see cref="ClashKind.Together"/>: the bounds that contradict each other, none of which could be left out. A minimum of 0
/// and no maximum stand for a side that has no part in it.
/// </param>
public sealed record QuotaClash(ClashKind Kind, IReadOnlyList<QuotaClass> Classes, int Asked, int Possible, IReadOnlyList<ClassQuota>? Bounds = null);

/// <summary>Finds why quotas cannot be met. Without a clash, <see cref="Selector"/> meets them all.</summary>
/// <remarks>
/// Classes of one kind are disjoint, so with one kind a selection exists exactly where each class alone can reach its minimum
/// (under its maximum and with its candidates) and the minima fit into the seats together. With several kinds more may be
/// wrong; then bounds are left out one by one as long as the rest stays impossible, which ends with an irreducible set
/// (the deletion filter of J. Chinneck, E. Dravnieks, ORSA Journal on Computing 3 (1991) 157–168).
/// </remarks>
public static class QuotaClashes
{
    public static IReadOnlyList<QuotaClash> Find(IReadOnlyList<Candidate> candidates, int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        var clashes = new List<QuotaClash>();
        foreach (var quota in quotas)
        {
            if (quota.Maximum is { } maximum && quota.Minimum > maximum)
            {
                clashes.Add(new(ClashKind.MinimumAboveMaximum, [quota.Class], quota.Minimum, maximum));
            }

            var candidatesOfIt = candidates.Count(candidate => candidate.Is(quota.Class));
            if (quota.Minimum > candidatesOfIt)
            {
                clashes.Add(new(ClashKind.MinimumAboveCandidates, [quota.Class], quota.Minimum, candidatesOfIt));
            }
        }

        foreach (var kind in quotas.GroupBy(quota => quota.Class.Kind).OrderBy(kind => kind.Key))
        {
            var sum = kind.Sum(quota => quota.Minimum);
            if (sum > capacity)
            {
                clashes.Add(new(ClashKind.MinimaAboveCapacity, [.. kind.Where(quota => quota.Minimum > 0).Select(quota => quota.Class)], sum, capacity));
            }
        }

        if (clashes.Count == 0 && !IsPossible(candidates, capacity, quotas))
        {
            clashes.Add(Together(candidates, capacity, quotas));
        }

        return clashes;
    }

    private static bool IsPossible(IReadOnlyList<Candidate> candidates, int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        if (quotas.DistinctBy(quota => quota.Class.Kind).Count() < 2)
        {
            return true;
        }

        if (QuotaTree.Build(candidates, capacity, quotas) is { } tree)
        {
            return tree.IsPossible;
        }

        var cells = QuotaCells.Of(candidates, quotas).All;
        var model = new CpModel();
        var counts = cells.ConvertAll(cell => model.NewIntVar(0, Math.Min(cell.Count, capacity), ""));
        model.AddLinearConstraint(LinearExpr.Sum(counts), 0, capacity);
        for (var i = 0; i < quotas.Count; i++)
        {
            model.AddLinearConstraint(LinearExpr.Sum(counts.Where((_, cell) => cells[cell].Has(i))), quotas[i].Minimum, quotas[i].Maximum ?? capacity);
        }

        using var answer = CpSat.Solve(model);
        return answer.IsPossible;
    }

    private static QuotaClash Together(IReadOnlyList<Candidate> candidates, int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        var left = quotas.ToArray();
        for (var i = 0; i < left.Length; i++)
        {
            LeaveOut(i, left[i] with { Minimum = 0 });
            LeaveOut(i, left[i] with { Maximum = null });
        }

        ClassQuota[] bounds = [.. left.Where(quota => quota.Minimum > 0 || quota.Maximum is not null)];
        return new(ClashKind.Together, [.. bounds.Select(quota => quota.Class)], capacity, capacity, bounds);

        void LeaveOut(int i, ClassQuota without)
        {
            var kept = left[i];
            left[i] = without;
            if (IsPossible(candidates, capacity, left))
            {
                left[i] = kept;
            }
        }
    }
}
