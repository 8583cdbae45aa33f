namespace Platform.ProjectRegistry.Selection;

/// <summary>
/// The exactly optimal selection under a capacity and quotas by industry: the greatest sum of scores, ties by rank.
/// </summary>
/// <remarks>
/// <para>Greedy is exact here. First each industry's minimum is filled with its best candidates, then the best of the rest
/// as long as seats and the industries' maxima allow.</para>
/// <para>Why the first step loses nothing: take any optimal selection that lacks one of an industry's best <c>minimum</c>
/// candidates. It holds at least <c>minimum</c> of that industry, so one of them ranks worse; exchanging the two leaves all
/// counts as they were and the sum no smaller. Why the second loses nothing: with the first ones fixed, the sets that may be
/// added (at most <c>maximum − minimum</c> an industry, industries being disjoint, and at most the free seats in all) are the
/// independent sets of a truncated partition matroid, and for a matroid adding the best element that fits is optimal for
/// weights that are not negative (J. Edmonds, “Matroids and the greedy algorithm”, Mathematical Programming 1 (1971)
/// 127–136). As ranks are all different, the same argument gives the one selection that is best by rank among those of the
/// greatest sum.</para>
/// <para>Seats are filled as long as anybody may take one, also for a score of 0.</para>
/// </remarks>
public static class Selector
{
    /// <param name="ranked">In order of rank.</param>
    /// <param name="capacity">Seats.</param>
    /// <param name="quotas">At most one an industry; possible ones, see <see cref="QuotaClashes"/>.</param>
    /// <returns>The selected, in order of rank.</returns>
    public static IReadOnlyList<Candidate> Best(IReadOnlyList<Candidate> ranked, int capacity, IEnumerable<IndustryQuota> quotas)
    {
        var rooms = quotas.ToDictionary(quota => quota.Industry, quota => new Room(quota.Minimum, quota.Maximum ?? int.MaxValue));
        var chosen = new bool[ranked.Count];
        var seats = capacity;
        for (var i = 0; i < ranked.Count; i++)
        {
            chosen[i] = seats > 0 && rooms.TryGetValue(ranked[i].Industry, out var room) && room.TakeMinimum();
            seats -= chosen[i] ? 1 : 0;
        }

        for (var i = 0; i < ranked.Count && seats > 0; i++)
        {
            if (!chosen[i] && (!rooms.TryGetValue(ranked[i].Industry, out var room) || room.Take()))
            {
                chosen[i] = true;
                seats--;
            }
        }

        return [.. ranked.Where((_, i) => chosen[i])];
    }

    /// <summary>What is left of an industry's quota.</summary>
    private sealed class Room(int minimum, int maximum)
    {
        private int _minimum = minimum;
        private int _maximum = maximum;

        public bool TakeMinimum()
        {
            if (_minimum == 0)
            {
                return false;
            }

            _minimum--;
            return Take();
        }

        public bool Take()
        {
            if (_maximum == 0)
            {
                return false;
            }

            _maximum--;
            return true;
        }
    }
}
