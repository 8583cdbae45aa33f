using System.Globalization;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

/// <summary>Which terms can stand together.</summary>
internal static class TermSheetRules
{
    /// <summary>The first contradiction; null where there is none.</summary>
    public static Error? Check(TransferTerms terms)
    {
        if ((terms.Form == TransferForm.Equity) != (terms.EquityBp > 0))
        {
            return NegotiationErrors.Contradiction(
                "equity_bp", "作价入股须写明股权比例，其他转化方式不写股权比例。", "Equity as the form takes a share above 0, and no other form takes one.");
        }

        if (terms is { PriceCnyFen: 0, RoyaltyBp: 0, EquityBp: 0 })
        {
            return NegotiationErrors.Contradiction(
                "price_cny_fen", "须写明对价：价款、提成比例或股权比例至少一项。", "Name what is given for it: a price, a royalty or a share.");
        }

        var isLicence = terms.Form is TransferForm.Licence or TransferForm.ExclusiveLicence;
        var isForGood = terms.Form is TransferForm.Assignment or TransferForm.Equity;
        if ((isLicence && terms.TermMonths == 0) || (isForGood && terms.TermMonths > 0))
        {
            return NegotiationErrors.Contradiction(
                "term_months", "许可须写明期限（月）；转让和作价入股没有期限。", "A licence takes a term in months; an assignment and equity take none.");
        }

        return CheckMilestones(terms);
    }

    private static Error? CheckMilestones(TransferTerms terms)
    {
        for (var index = 0; index < terms.Milestones.Count; index++)
        {
            var milestone = terms.Milestones[index];
            if (!DateOnly.TryParseExact(milestone.DueDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return Error.Invalid(ErrorReason.InvalidField, $"terms.milestones[{index}].due_day", "日期须为 yyyy-MM-dd。", "The day must be of the form yyyy-MM-dd.");
            }

            if (terms.Milestones.Take(index).Any(earlier => earlier.Title == milestone.Title))
            {
                return NegotiationErrors.Contradiction($"milestones[{index}].title", "里程碑名称不能重复。", "Two milestones bear the same title.");
            }
        }

        var paid = terms.Milestones.Sum(milestone => (decimal)milestone.PaymentCnyFen);
        return paid == 0 || paid == terms.PriceCnyFen ? null : NegotiationErrors.Contradiction(
            "milestones", "各里程碑付款之和须等于价款。", "The milestones' payments must add to the price.");
    }
}
