namespace Platform.ProjectRegistry.Selection;

/// <summary>
/// The exactly optimal selection under a capacity and quotas: the greatest sum of scores, then the most seats filled, then the
/// better ranks (compared from the first selected one on).
/// </summary>
/// <remarks>
/// By the greedy of <see cref="QuotaTree"/> where no two classes cross, otherwise by the solver of <see cref="CrossingSelector"/>.
/// Both answer the same question, and its answer is unique as no two candidates share a rank; the tests compare them where both
/// apply. Seats are filled as long as anybody may take one, also for a score of 0.
/// </remarks>
public static class Selector
{
    /// <param name="ranked">In order of rank.</param>
    /// <param name="capacity">Seats.</param>
    /// <param name="quotas">At most one a class; possible ones, see <see cref="QuotaClashes"/>.</param>
    /// <returns>The selected, in order of rank; null where no selection meets the quotas.</returns>
    /// <exception cref="Chassis.Errors.FailedException">SELECTION_UNDECIDED, only where classes cross.</exception>
    public static IReadOnlyList<Candidate>? Best(IReadOnlyList<Candidate> ranked, int capacity, IReadOnlyList<ClassQuota> quotas) =>
        QuotaTree.Build(ranked, capacity, quotas) is { } tree ? Greedy(tree, ranked) : CrossingSelector.Best(ranked, capacity, quotas);

    /// <summary>Whether the greedy answers for these quotas and candidates.</summary>
    public static bool IsGreedy(IReadOnlyList<Candidate> ranked, IReadOnlyList<ClassQuota> quotas) => QuotaTree.Build(ranked, 1, quotas) is not null;

    private static List<Candidate>? Greedy(QuotaTree tree, IReadOnlyList<Candidate> ranked)
    {
        if (!tree.IsPossible)
        {
            return null;
        }

        var held = tree.Start.ToArray();
        return [.. ranked.Where((_, i) => tree.TryTake(tree.Nodes[i], held))];
    }
}
