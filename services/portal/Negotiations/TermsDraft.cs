using Platform.Portal.Texts;
using Platform.Transfer.V1;

namespace Platform.Portal.Negotiations;

/// <summary>Terms as the form holds them: money in 万元, shares in per cent.</summary>
public sealed class TermsDraft
{
    public TransferForm Form { get; set; }
    public decimal Price { get; set; }
    public decimal Royalty { get; set; }
    public decimal Equity { get; set; }
    public string FieldOfUse { get; set; } = "";
    public string Territory { get; set; } = "";
    public int TermMonths { get; set; }
    public List<MilestoneDraft> Milestones { get; } = [];
    public string Other { get; set; } = "";
    public string Note { get; set; } = "";

    public static TermsDraft Of(TransferTerms? terms, TransferForm wanted)
    {
        if (terms is null)
            return new TermsDraft { Form = wanted };
        var draft = new TermsDraft
        {
            Form = terms.Form,
            Price = Show.ToTenThousand(terms.PriceCnyFen),
            Royalty = terms.RoyaltyBp / 100m,
            Equity = terms.EquityBp / 100m,
            FieldOfUse = terms.FieldOfUse,
            Territory = terms.Territory,
            TermMonths = terms.TermMonths,
            Other = terms.OtherTerms,
        };
        draft.Milestones.AddRange(terms.Milestones.Select(milestone => new MilestoneDraft
        {
            Title = milestone.Title, DueDay = milestone.DueDay, Payment = Show.ToTenThousand(milestone.PaymentCnyFen),
        }));
        return draft;
    }

    public TransferTerms ToTerms() => new()
    {
        Form = Form,
        PriceCnyFen = Show.ToFen(Price),
        RoyaltyBp = (int)decimal.Round(Royalty * 100),
        EquityBp = (int)decimal.Round(Equity * 100),
        FieldOfUse = FieldOfUse.Trim(),
        Territory = Territory.Trim(),
        TermMonths = TermMonths,
        Milestones =
        {
            Milestones.Select(milestone => new TermMilestone { Title = milestone.Title.Trim(), DueDay = milestone.DueDay, PaymentCnyFen = Show.ToFen(milestone.Payment) }),
        },
        OtherTerms = Other.Trim(),
    };
}

/// <summary>A milestone as the form holds it, in 万元.</summary>
public sealed class MilestoneDraft
{
    public string Title { get; set; } = "";
    public string DueDay { get; set; } = "";
    public decimal Payment { get; set; }
}
