namespace Platform.ProjectRegistry.Maturity;

/// <summary>Medians of other firms' scores, told only where there are so many that they reveal none.</summary>
public static class Medians
{
    /// <summary>The middle value; of an even number the mean of the two in the middle, rounded half up.</summary>
    public static int Of(IEnumerable<int> scores)
    {
        var sorted = scores.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle] + 1) / 2;
    }

    /// <summary>Medians of each dimension and the whole; null where there are fewer than <paramref name="least"/> peers.</summary>
    /// <param name="peers">Three dimension scores and the overall score of each other firm.</param>
    public static (IReadOnlyList<int> Dimensions, int Overall)? OfPeers(IReadOnlyCollection<(int[] Dimensions, int Overall)> peers, int least) =>
        peers.Count < least
            ? null
            : ([.. Enumerable.Range(0, 3).Select(i => Of(peers.Select(peer => peer.Dimensions[i])))], Of(peers.Select(peer => peer.Overall)));
}
