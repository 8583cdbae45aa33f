using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Chassis.Catalogues;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>What a side signs: every term of a technology contract and both sides, bound by one hash.</summary>
/// <param name="AmountFen">Fixed part, CNY fen.</param>
/// <param name="PricingRecord">The exchange's or auction's record; empty for an agreed price.</param>
/// <param name="RoyaltyBp">Of sales, in basis points.</param>
/// <param name="EquityBp">Of the firm's equity, in basis points.</param>
public sealed record AgreementTerms(
    AgreementKind Kind, Pricing Pricing, string PricingRecord, bool Exclusive, long AmountFen, int RoyaltyBp, int RoyaltyMonths, int RoyaltyDueDays, int EquityBp,
    DateOnly? EffectiveDay, DateOnly? EndDay, IReadOnlyList<PlannedPayment> Payments, IReadOnlyList<PlannedMilestone> Milestones, string IpClauses, string Text)
{
    /// <summary>
    /// An assignment or licence at an agreed price is made public by the owner first (促进科技成果转化法 2015 art. 18). Also one paid in equity.
    /// </summary>
    public bool NeedsNotice => Pricing == Pricing.Agreed && (Kind is AgreementKind.Assignment or AgreementKind.Licence || EquityBp > 0);

    /// <summary>
    /// SHA-256 in lower-case hex of the UTF-8 text: one line <c>name=value</c> a term in the order below, lengths before what may hold line ends.
    /// </summary>
    /// <param name="enterprise">Credit code of the firm.</param>
    /// <param name="owner">Credit code of the listing's owner.</param>
    public string Hash(string enterprise, string owner)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"enterprise={enterprise}\nowner={owner}\nkind={(int)Kind}\npricing={(int)Pricing}\nexclusive={(Exclusive ? 1 : 0)}\n");
        text.Append(CultureInfo.InvariantCulture, $"amount_cny_fen={AmountFen}\nroyalty={RoyaltyBp}/{RoyaltyMonths}/{RoyaltyDueDays}\nequity_bp={EquityBp}\n");
        text.Append(CultureInfo.InvariantCulture, $"days={CityDays.Text(EffectiveDay)}/{CityDays.Text(EndDay)}\n");
        Add(PricingRecord);
        foreach (var payment in Payments)
        {
            text.Append(CultureInfo.InvariantCulture, $"payment={payment.AmountFen}/{CityDays.Text(payment.DueDay)}\n");
            Add(payment.Condition);
        }

        foreach (var milestone in Milestones)
        {
            text.Append(CultureInfo.InvariantCulture, $"milestone={CityDays.Text(milestone.DueDay)}\n");
            Add(milestone.Title);
            Add(milestone.Criteria);
        }

        Add(IpClauses);
        Add(Text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Add(string part) => text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
    }
}

/// <param name="AmountFen">CNY fen, above 0.</param>
public sealed record PlannedPayment(long AmountFen, DateOnly? DueDay, string Condition);

public sealed record PlannedMilestone(string Title, string Criteria, DateOnly? DueDay);
