namespace Platform.TechTransfer.BenefitSharing;

/// <summary>
/// Estimate of the income tax that a year's technology-transfer income is spared: up to the exempt amount all of it, of the rest one half
/// (企业所得税法实施条例 art. 90). Which income counts: an assignment, and a licence of five years or more (财税〔2010〕111号, 财税〔2015〕116号). Pure.
/// </summary>
public static class TransferTax
{
    private const int LeastLicenceYears = 5;

    /// <param name="IncomeFen">CNY fen of the year.</param>
    /// <param name="ReliefFen">Tax not to be paid, rounded down to a fen.</param>
    public sealed record Estimate(long IncomeFen, long ExemptFen, long HalvedFen, long ReliefFen);

    /// <param name="incomeFen">Transfer income of the year; a loss is none.</param>
    /// <param name="exemptFen">Up to which it is exempt.</param>
    /// <param name="rateBp">Rate of income tax.</param>
    public static Estimate Of(long incomeFen, long exemptFen, int rateBp)
    {
        var income = Math.Max(0, incomeFen);
        var exempt = Math.Min(income, exemptFen);
        var halved = income - exempt;
        return new(income, exempt, halved, (long)((((Int128)exempt * 2) + halved) * rateBp / 20_000));
    }

    /// <param name="from">Day on which it came into force.</param>
    /// <param name="to">Last day; null for no end.</param>
    public static bool LongEnough(DateOnly from, DateOnly? to) => to is null || to >= from.AddYears(LeastLicenceYears).AddDays(-1);
}
