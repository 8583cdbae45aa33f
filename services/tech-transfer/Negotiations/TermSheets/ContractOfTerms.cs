using System.Globalization;
using System.Text;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

/// <summary>The contract that agreed terms lead to: a first text that says no more than they do, and names them by their hash.</summary>
internal static class ContractOfTerms
{
    /// <summary>[choice] Where the terms name a royalty, sales are reported once a year and paid within 30 days.</summary>
    private const int RoyaltyMonths = 12;

    private const int RoyaltyDueDays = 30;

    public static AgreementTerms Of(TransferTerms terms, string title, int version, string hash) => new(
        KindOf(terms.Form),
        Pricing.Agreed,
        PricingRecord: "",
        Exclusive: terms.Form is TransferForm.ExclusiveLicence or TransferForm.Assignment or TransferForm.Equity,
        terms.PriceCnyFen,
        terms.RoyaltyBp,
        terms.RoyaltyBp > 0 ? RoyaltyMonths : 0,
        terms.RoyaltyBp > 0 ? RoyaltyDueDays : 0,
        terms.EquityBp,
        EffectiveDay: null,
        EndDay: null,
        Payments(terms),
        [.. terms.Milestones.Select(milestone => new PlannedMilestone(milestone.Title, "", Day(milestone)))],
        IpClauses: "",
        Text(terms, title, version, hash));

    /// <summary>By the Civil Code: what leaves its owner for good, also into a firm's equity, is an assignment.</summary>
    private static AgreementKind KindOf(TransferForm form) => form switch
    {
        TransferForm.Assignment or TransferForm.Equity => AgreementKind.Assignment,
        TransferForm.JointDevelopment => AgreementKind.Development,
        TransferForm.Service => AgreementKind.Service,
        _ => AgreementKind.Licence,
    };

    private static List<PlannedPayment> Payments(TransferTerms terms)
    {
        var payments = terms.Milestones.Where(milestone => milestone.PaymentCnyFen > 0)
            .Select(milestone => new PlannedPayment(milestone.PaymentCnyFen, Day(milestone), milestone.Title)).ToList();
        if (payments.Count == 0 && terms.PriceCnyFen > 0)
        {
            payments.Add(new PlannedPayment(terms.PriceCnyFen, null, "签约后一次付清"));
        }

        return payments;
    }

    private static DateOnly Day(TermMilestone milestone) => DateOnly.ParseExact(milestone.DueDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(TransferTerms terms, string title, int version, string hash)
    {
        var text = new StringBuilder();
        Line("标的成果", title);
        Line("使用领域", terms.FieldOfUse);
        Line("地域", terms.Territory);
        Line("期限", terms.TermMonths > 0 ? string.Create(CultureInfo.InvariantCulture, $"{terms.TermMonths} 个月") : "");
        Line("其他约定", terms.OtherTerms);
        text.Append(CultureInfo.InvariantCulture, $"本合同依双方接受的条款清单第 {version} 版拟定（SHA-256：{hash}）。");
        return text.ToString();

        void Line(string name, string value)
        {
            if (value.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}：{value}\n");
            }
        }
    }
}
