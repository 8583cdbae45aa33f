using System.Globalization;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

/// <summary>What changed from one version of the terms to another, field by field; milestones are told apart by their titles.</summary>
public static class TermSheetDiff
{
    public static IReadOnlyList<TermChange> Between(TransferTerms from, TransferTerms to)
    {
        var changes = new List<TermChange>();
        Add(TermField.Form, "", Number((int)from.Form), Number((int)to.Form));
        Add(TermField.Price, "", Number(from.PriceCnyFen), Number(to.PriceCnyFen));
        Add(TermField.Royalty, "", Number(from.RoyaltyBp), Number(to.RoyaltyBp));
        Add(TermField.Equity, "", Number(from.EquityBp), Number(to.EquityBp));
        Add(TermField.FieldOfUse, "", from.FieldOfUse, to.FieldOfUse);
        Add(TermField.Territory, "", from.Territory, to.Territory);
        Add(TermField.Term, "", Number(from.TermMonths), Number(to.TermMonths));
        var before = from.Milestones.ToDictionary(milestone => milestone.Title, Text, StringComparer.Ordinal);
        var after = to.Milestones.ToDictionary(milestone => milestone.Title, Text, StringComparer.Ordinal);
        foreach (var title in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            Add(TermField.Milestone, title, before.GetValueOrDefault(title, ""), after.GetValueOrDefault(title, ""));
        }

        Add(TermField.Other, "", from.OtherTerms, to.OtherTerms);
        return changes;

        void Add(TermField field, string name, string old, string present)
        {
            if (!string.Equals(old, present, StringComparison.Ordinal))
            {
                changes.Add(new TermChange { Field = field, Name = name, Before = old, After = present });
            }
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(TermMilestone milestone) => $"{milestone.DueDay} {Number(milestone.PaymentCnyFen)}";
}
