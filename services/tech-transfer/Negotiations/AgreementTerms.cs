using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>What a side signs: kind, amount, sides and text of a technology contract, bound by one hash.</summary>
/// <param name="AmountFen">CNY fen.</param>
/// <param name="Enterprise">Credit code of the firm.</param>
/// <param name="Owner">Credit code of the listing's owner.</param>
public sealed record AgreementTerms(AgreementKind Kind, long AmountFen, string Enterprise, string Owner, string Text)
{
    /// <summary>
    /// SHA-256 in lower-case hex of the UTF-8 lines <c>kind</c>, <c>amount_cny_fen</c>, <c>enterprise</c>, <c>owner</c> as
    /// name=value and then the text; it comes last, as it alone may hold line ends.
    /// </summary>
    public string Hash()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"kind={(int)Kind}\namount_cny_fen={AmountFen}\nenterprise={Enterprise}\nowner={Owner}\n{Text}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
