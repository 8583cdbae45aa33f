using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

/// <summary>
/// What a side accepts: SHA-256 in lower-case hex of UTF-8 lines name=value, in the order of <see cref="TermField"/> after the two sides.
/// A text is preceded by the number of its UTF-16 units, so that no text can pass for two lines.
/// </summary>
internal static class TermsHash
{
    public static string Of(TransferTerms terms, string enterprise, string owner)
    {
        var text = new StringBuilder();
        Add("enterprise", enterprise);
        Add("owner", owner);
        Number("form", (int)terms.Form);
        Number("price_cny_fen", terms.PriceCnyFen);
        Number("royalty_bp", terms.RoyaltyBp);
        Number("equity_bp", terms.EquityBp);
        Add("field_of_use", terms.FieldOfUse);
        Add("territory", terms.Territory);
        Number("term_months", terms.TermMonths);
        foreach (var milestone in terms.Milestones)
        {
            Add("milestone", milestone.Title);
            Add("due_day", milestone.DueDay);
            Number("payment_cny_fen", milestone.PaymentCnyFen);
        }

        Add("other_terms", terms.OtherTerms);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Add(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"{name}={value.Length}:{value}\n");

        void Number(string name, long value) => text.Append(CultureInfo.InvariantCulture, $"{name}={value}\n");
    }
}
