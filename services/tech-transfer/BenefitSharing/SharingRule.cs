namespace Platform.TechTransfer.BenefitSharing;

/// <summary>Shares in the part of the net income above a bound; basis points that add to 10,000.</summary>
/// <param name="AboveFen">CNY fen; the first tier begins at 0.</param>
public sealed record Tier(long AboveFen, int InventorsBp, int DepartmentBp, int SchoolBp, int TransferOfficeBp);

/// <summary>What a net income gives to each, in CNY fen; together exactly the net income.</summary>
/// <param name="Inventors">One amount an inventor, in their order.</param>
public sealed record Shares(IReadOnlyList<long> Inventors, long Department, long School, long TransferOffice)
{
    public long Total => Inventors.Sum() + Department + School + TransferOffice;
}

/// <summary>
/// How a net income is shared (促进科技成果转化法 2015 arts. 43–45): tier by tier, the inventors' part rounded up so that no fen of the floor is lost, the rest and the
/// inventors' parts apportioned exactly. Whoever gets more net income gives nobody less. Pure.
/// </summary>
public static class SharingRule
{
    public const int Whole = 10_000;

    /// <param name="netFen">CNY fen, 0 or more: what was received less the direct costs.</param>
    /// <param name="tiers">By their bound, the first at 0.</param>
    /// <param name="weights">The inventors' agreed weights in basis points.</param>
    public static Shares Of(long netFen, IReadOnlyList<Tier> tiers, IReadOnlyList<int> weights)
    {
        var (inventors, others) = (0L, new long[3]);
        for (var i = 0; i < tiers.Count; i++)
        {
            var upTo = i + 1 < tiers.Count ? tiers[i + 1].AboveFen : long.MaxValue;
            var portion = Math.Max(0, Math.Min(netFen, upTo) - tiers[i].AboveFen);
            var first = UpShare(portion, tiers[i].InventorsBp);
            var rest = Apportionment.Of(portion - first, [tiers[i].DepartmentBp, tiers[i].SchoolBp, tiers[i].TransferOfficeBp]);
            inventors += first;
            for (var party = 0; party < others.Length; party++)
            {
                others[party] += rest[party];
            }
        }

        return new(Apportionment.Of(inventors, weights), others[0], others[1], others[2]);
    }

    /// <summary>The inventors' millionths of the firm's equity, in their order.</summary>
    /// <param name="equityBp">What the owner receives of the firm's equity.</param>
    /// <param name="inventorsBp">The inventors' part of that.</param>
    public static IReadOnlyList<long> Equity(int equityBp, int inventorsBp, IReadOnlyList<int> weights) =>
        Apportionment.Of(UpShare(equityBp * 100L, inventorsBp), weights);

    /// <summary>
    /// The inventors' least award of a year in which the owner uses the research itself (促进科技成果转化法 2015 art. 45(3)), rounded up to a fen; of a loss none.
    /// </summary>
    public static long OwnUseAward(long profitFen, int shareBp) => UpShare(Math.Max(0, profitFen), shareBp);

    private static long UpShare(long amount, int bp) => (long)((((Int128)amount * bp) + Whole - 1) / Whole);
}
