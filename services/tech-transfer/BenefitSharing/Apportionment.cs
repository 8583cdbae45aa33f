namespace Platform.TechTransfer.BenefitSharing;

/// <summary>
/// Splits a whole number of units among weights so that the parts add to it, each below its exact share by less than one or above it by less than
/// one, and no part shrinks when the total grows. Each unit in turn goes to whom the largest remainder is owed; among equals to the first.
/// </summary>
/// <remarks>
/// Rounding a total once by largest remainder would now and then give somebody less of more (the Alabama paradox). Handing out unit by unit cannot,
/// and after as many units as the weights add to everybody has exactly the weight: so the hand-out repeats, and whole rounds are divided at once.
/// </remarks>
public static class Apportionment
{
    /// <param name="total">Units, such as fen; 0 or more.</param>
    /// <param name="weights">0 or more each; all 0 give nothing to anybody.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative total or weight.</exception>
    public static long[] Of(long total, IReadOnlyList<int> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
        }

        var whole = weights.Sum(weight => (long)weight);
        var parts = new long[weights.Count];
        if (whole == 0)
        {
            return parts;
        }

        var (rounds, rest) = Math.DivRem(total, whole);
        for (var unit = 1L; unit <= rest; unit++)
        {
            parts[Neediest(parts, weights, unit, whole)]++;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] += rounds * weights[i];
        }

        return parts;
    }

    /// <summary>Whose exact share of the units so far exceeds what was handed to him by most.</summary>
    private static int Neediest(long[] parts, IReadOnlyList<int> weights, long unit, long whole)
    {
        var (best, most) = (0, long.MinValue);
        for (var i = 0; i < parts.Length; i++)
        {
            var owed = (unit * weights[i]) - (parts[i] * whole);
            if (weights[i] > 0 && owed > most)
            {
                (best, most) = (i, owed);
            }
        }

        return best;
    }
}
