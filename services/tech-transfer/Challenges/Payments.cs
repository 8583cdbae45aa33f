using System.Numerics;

namespace Platform.TechTransfer.Challenges;

/// <summary>Splits the winner's price over the milestones as the bounty was split over them.</summary>
public static class Payments
{
    /// <summary>
    /// Shares proportional to the planned payments, exact in fen: each rounded down, and the fen left over to the largest
    /// remainders, the earlier milestone first where two are equal. No share exceeds its plan, and they add to the price.
    /// </summary>
    /// <param name="planned">Fen, none negative, their sum positive.</param>
    /// <param name="price">Fen, from 0 to the sum of the plan.</param>
    public static long[] Scale(IReadOnlyList<long> planned, long price)
    {
        var sum = planned.Aggregate(BigInteger.Zero, (total, part) => total + part);
        ArgumentOutOfRangeException.ThrowIfLessThan(price, 0);
        if (sum.IsZero || price > sum)
        {
            throw new ArgumentOutOfRangeException(nameof(price), "The price exceeds what was planned.");
        }

        var exact = planned.Select(part => BigInteger.DivRem((BigInteger)part * price, sum)).ToArray();
        var shares = exact.Select(part => (long)part.Quotient).ToArray();
        var left = (int)(price - shares.Sum());
        foreach (var index in Enumerable.Range(0, shares.Length).OrderByDescending(index => exact[index].Remainder).ThenBy(index => index).Take(left))
        {
            shares[index]++;
        }

        return shares;
    }
}
