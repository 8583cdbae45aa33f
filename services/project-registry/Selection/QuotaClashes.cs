namespace Platform.ProjectRegistry.Selection;

public enum ClashKind
{
    /// <summary>An industry's minimum is above its maximum.</summary>
    MinimumAboveMaximum,

    /// <summary>An industry has fewer candidates than its minimum.</summary>
    MinimumAboveCandidates,

    /// <summary>The minima add to more than the seats.</summary>
    MinimaAboveCapacity,
}

/// <summary>Quotas that no selection meets.</summary>
/// <param name="Industries">One, or all whose minima count where only their sum is impossible.</param>
/// <param name="Asked">The minimum, or the sum of the minima.</param>
/// <param name="Possible">The maximum, the number of candidates, or the seats.</param>
public sealed record QuotaClash(ClashKind Kind, IReadOnlyList<string> Industries, int Asked, int Possible);

/// <summary>Finds every reason for which quotas cannot be met. Without one, <see cref="Selector"/> meets them all.</summary>
/// <remarks>
/// Industries are disjoint, so a selection exists exactly where each industry alone can reach its minimum (under its maximum
/// and with its candidates) and the minima fit into the seats together.
/// </remarks>
public static class QuotaClashes
{
    public static IReadOnlyList<QuotaClash> Find(IReadOnlyCollection<Candidate> candidates, int capacity, IReadOnlyCollection<IndustryQuota> quotas)
    {
        var available = candidates.CountBy(candidate => candidate.Industry).ToDictionary();
        var clashes = new List<QuotaClash>();
        foreach (var quota in quotas)
        {
            if (quota.Maximum is { } maximum && quota.Minimum > maximum)
            {
                clashes.Add(new(ClashKind.MinimumAboveMaximum, [quota.Industry], quota.Minimum, maximum));
            }

            var candidatesOfIt = available.GetValueOrDefault(quota.Industry);
            if (quota.Minimum > candidatesOfIt)
            {
                clashes.Add(new(ClashKind.MinimumAboveCandidates, [quota.Industry], quota.Minimum, candidatesOfIt));
            }
        }

        var sum = quotas.Sum(quota => quota.Minimum);
        if (sum > capacity)
        {
            clashes.Add(new(ClashKind.MinimaAboveCapacity, [.. quotas.Where(quota => quota.Minimum > 0).Select(quota => quota.Industry)], sum, capacity));
        }

        return clashes;
    }
}
