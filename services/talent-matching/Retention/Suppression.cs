namespace Platform.TalentMatching.Retention;

/// <summary>
/// Which groups of a table stay hidden so that nobody in them is recognised, also not by subtracting the shown from the total. A
/// group is small where fewer than <see cref="Least"/> were due or answered (the usual least cell size of statistical disclosure
/// control; this project's choice). Beside the small ones the next smaller are hidden until the hidden together are no small group
/// and differ among each other in every figure.
/// </summary>
/// <remarks>
/// Why that is enough: whether a group is hidden depends on its figures and on the set of all figures, never on its name. So two hidden
/// groups may change their figures and the same is published; as they differ, no hidden figure can be told from what is shown, even
/// by who knows this rule.
/// </remarks>
public static class Suppression
{
    public const int Least = 5;

    /// <summary>What of one column of a table is not shown.</summary>
    /// <param name="Groups">At each group's index, whether it is hidden.</param>
    /// <param name="Total">The total would tell a hidden group: it must not be shown anywhere.</param>
    public sealed record Finding(IReadOnlyList<bool> Groups, bool Total);

    /// <param name="groups">They add up to the total.</param>
    public static Finding Of(IReadOnlyList<Counts> groups)
    {
        var hidden = groups.Select(IsSmall).ToArray();
        while (hidden.Any(one => one) && !IsSafe([.. groups.Where((_, i) => hidden[i])]))
        {
            var shown = groups.Where((group, i) => !hidden[i] && group.Due > 0).Select(group => group.Due).DefaultIfEmpty().Min();
            if (shown == 0)
            {
                return new(hidden, Total: true);
            }

            // All that are as small: which of them comes first must tell nothing.
            for (var i = 0; i < hidden.Length; i++)
            {
                hidden[i] |= groups[i].Due == shown;
            }
        }

        return new(hidden, Total: false);
    }

    public static bool IsSmall(Counts group) => group.Due is > 0 and < Least || group.Answered is > 0 and < Least;

    private static bool IsSafe(IReadOnlyCollection<Counts> hidden)
    {
        var together = hidden.Aggregate((one, other) => one + other);
        return together.Due >= Least && together.Answered >= Least
            && Differ(hidden, group => group.Due) && Differ(hidden, group => group.Answered) && Differ(hidden, group => group.InCity);
    }

    private static bool Differ(IEnumerable<Counts> hidden, Func<Counts, long> figure) => hidden.Select(figure).Distinct().Skip(1).Any();
}
