using Platform.Portal.Texts;
using Platform.Transfer.V1;

namespace Platform.Portal.Agreements;

/// <summary>A contract as its form holds it: money in 万元, shares in percent.</summary>
public sealed class ContractDraft
{
    public AgreementKind Kind { get; set; } = AgreementKind.Licence;
    public Pricing Pricing { get; set; } = Pricing.Agreed;
    public string PricingRecord { get; set; } = "";
    public bool Exclusive { get; set; }
    public decimal Amount { get; set; }
    public decimal RoyaltyPercent { get; set; }
    public int RoyaltyMonths { get; set; } = 6;
    public int RoyaltyDueDays { get; set; } = 30;
    public decimal EquityPercent { get; set; }
    public string EffectiveDay { get; set; } = "";
    public string EndDay { get; set; } = "";
    public string IpClauses { get; set; } = "";
    public string Terms { get; set; } = "";
    public List<PaymentLine> Payments { get; } = [];
    public List<MilestoneLine> Milestones { get; } = [];

    public static ContractDraft Of(Agreement agreement)
    {
        var draft = new ContractDraft
        {
            Kind = agreement.Kind,
            Pricing = agreement.Pricing,
            PricingRecord = agreement.PricingRecord,
            Exclusive = agreement.Exclusive,
            Amount = Show.ToTenThousand(agreement.AmountCnyFen),
            RoyaltyPercent = agreement.Royalty.RateBp / 100m,
            EquityPercent = agreement.EquityBp / 100m,
            EffectiveDay = agreement.EffectiveDay,
            EndDay = agreement.EndDay,
            IpClauses = agreement.IpClauses,
            Terms = agreement.Terms,
        };
        if (agreement.Royalty.RateBp > 0)
            (draft.RoyaltyMonths, draft.RoyaltyDueDays) = (agreement.Royalty.PeriodMonths, agreement.Royalty.DueDays);
        draft.Payments.AddRange(agreement.Payments.Select(one => new PaymentLine { Amount = Show.ToTenThousand(one.AmountCnyFen), DueDay = one.DueDay, Condition = one.Condition }));
        draft.Milestones.AddRange(agreement.Milestones.Select(one => new MilestoneLine { Title = one.Title, Criteria = one.Criteria, DueDay = one.DueDay }));
        return draft;
    }

    public DraftAgreementRequest ToRequest(string requestId) => new()
    {
        Kind = Kind,
        Pricing = Pricing,
        PricingRecord = Pricing == Pricing.Agreed ? "" : PricingRecord.Trim(),
        Exclusive = Exclusive && Kind == AgreementKind.Licence,
        AmountCnyFen = Show.ToFen(Amount),
        Royalty = RoyaltyPercent > 0 ? new Royalty { RateBp = (int)(RoyaltyPercent * 100), PeriodMonths = RoyaltyMonths, DueDays = RoyaltyDueDays } : null,
        EquityBp = (int)(EquityPercent * 100),
        EffectiveDay = EffectiveDay,
        EndDay = EndDay,
        IpClauses = IpClauses.Trim(),
        Terms = Terms.Trim(),
        Payments = { Payments.Where(one => one.Amount > 0).Select(one => new PaymentDraft { AmountCnyFen = Show.ToFen(one.Amount), DueDay = one.DueDay, Condition = one.Condition.Trim() }) },
        Milestones = { Milestones.Where(one => one.Title.Trim().Length > 0).Select(one => new MilestoneDraft { Title = one.Title.Trim(), Criteria = one.Criteria.Trim(), DueDay = one.DueDay }) },
        RequestId = requestId,
    };

    public sealed class PaymentLine
    {
        public decimal Amount { get; set; }
        public string DueDay { get; set; } = "";
        public string Condition { get; set; } = "";
    }

    public sealed class MilestoneLine
    {
        public string Title { get; set; } = "";
        public string Criteria { get; set; } = "";
        public string DueDay { get; set; } = "";
    }
}
