namespace Platform.ProjectRegistry.Selection;

/// <summary>
/// Fills the seats of a published list that became free: the selection is run again over the remaining candidates, while the projects
/// that stay on the list are fixed. Nobody on the list is moved by another's removal, and quotas count those on the list too.
/// </summary>
/// <remarks>
/// With f of the seats fixed, of which f(c) are of class c, the remaining problem is a selection of its own: capacity − f seats, and for
/// each class at least minimum − f(c) and at most maximum − f(c); <see cref="Selector"/> answers it exactly. The next by rank
/// moves up unless a quota says otherwise. Where too few candidates of a class are left for its minimum, the minimum is lowered to
/// the nearest one that can be met (<see cref="NearestQuotas"/>), so that the seat goes to another class rather than to nobody.
/// This project's rule: the city's action plan names a waitlist, not how it moves.
/// </remarks>
public static class WaitlistRerun
{
    /// <param name="fixed">Those that stay on the list.</param>
    /// <param name="remaining">Ranked, neither on the list nor withdrawn, vetoed or removed; in order of rank.</param>
    /// <returns>Those that move up, in order of rank.</returns>
    public static IReadOnlyList<Candidate> MovingUp(
        IReadOnlyList<Candidate> @fixed, IReadOnlyList<Candidate> remaining, int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        var seats = capacity - @fixed.Count;
        if (seats <= 0 || remaining.Count == 0)
        {
            return [];
        }

        List<ClassQuota> left = [.. quotas.Select(quota => Left(quota, @fixed.Count(candidate => candidate.Is(quota.Class))))];
        return Selector.Best(remaining, seats, left)
            ?? Selector.Best(remaining, seats, NearestQuotas.Find(remaining, seats, left))
            ?? [];
    }

    private static ClassQuota Left(ClassQuota quota, int held) => quota with
    {
        Minimum = Math.Max(0, quota.Minimum - held), Maximum = quota.Maximum is { } maximum ? Math.Max(0, maximum - held) : null,
    };
}
