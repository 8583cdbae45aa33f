using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching;

/// <summary>
/// How well a listing fits a need, 0–100: the sum of five parts.
/// <list type="bullet">
/// <item>text, at most 70: 70·√c, where c = Σ w·idf·s / Σ w·idf over the need's terms is the share of its weighted
/// vocabulary that the listing covers, at most 1; idf, s = tf/(tf + k·(1 − b + b·L/L̄)) and what a field counts are those of
/// <see cref="Retrieval.Bm25"/> and its parameters. w is 1 for a term of the need's title or keywords and 0.3 for one of its
/// description alone (0.1 where that is only the summary of a project), times 0.15 for a single character. A term's translation by
/// the glossary adds half of what the term would, and nothing to the whole. The root spreads out the low shares that short listings
/// have of long needs and changes no order.</item>
/// <item>industry, at most 12: the same industry or nothing.</item>
/// <item>readiness, at most 8: the level required (GB/T 22900-2022) is reached; half where one level is missing.</item>
/// <item>form, at most 5: the same way of transfer, or one side is open to any; half between an exclusive licence and another.</item>
/// <item>price, at most 5: within the budget; above it linearly down to nothing at half as much again; half where
/// either is not stated.</item>
/// </list>
/// Each part is rounded to two decimals, so that what is shown adds up to the score.
/// </summary>
public static class Formula
{
    public const double TextMaximum = 70;
    public const double IndustryMaximum = 12;
    public const double ReadinessMaximum = 8;
    public const double FormMaximum = 5;
    public const double PriceMaximum = 5;

    public const double DescriptionWeight = 0.3;
    public const double ProjectSummaryWeight = 0.1;
    public const double CharacterWeight = 0.15;

    /// <summary>Points of text, single characters left out, from which a listing is on the need's topic.</summary>
    public const double TopicalMinimum = 12;

    /// <param name="covered">Σ w·idf·s.</param>
    /// <param name="whole">Σ w·idf.</param>
    public static double Text(double covered, double whole) => whole > 0 ? Round(TextMaximum * Math.Sqrt(Math.Min(1, covered / whole))) : 0;

    public static double Industry(Need need, Listed listing) => need.Industry == listing.Industry ? IndustryMaximum : 0;

    public static double Readiness(Need need, Listed listing) => (need.MinimumReadiness - listing.Readiness) switch
    {
        <= 0 => ReadinessMaximum,
        1 => ReadinessMaximum / 2,
        _ => 0,
    };

    public static double Form(Need need, Listed listing) =>
        need.Form == listing.Form || need.Form == TransferForm.Unspecified || listing.Form == TransferForm.Unspecified ? FormMaximum
        : IsLicence(need.Form) && IsLicence(listing.Form) ? FormMaximum / 2 : 0;

    public static double Price(Need need, Listed listing)
    {
        if (need.BudgetFen == 0 || listing.PriceFen == 0)
        {
            return PriceMaximum / 2;
        }

        var over = Math.Max(0, listing.PriceFen - need.BudgetFen) / (double)need.BudgetFen;
        return Round(PriceMaximum * Math.Max(0, 1 - (2 * over)));
    }

    private static bool IsLicence(TransferForm form) => form is TransferForm.Licence or TransferForm.ExclusiveLicence;

    public static double Round(double points) => Math.Round(points, 2, MidpointRounding.AwayFromZero);
}
