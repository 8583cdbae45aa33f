using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

/// <summary>One version of the terms, as it is stored.</summary>
internal sealed record TermSheetRow
{
    public const string Select = """
        select t.version, t.form, t.price_cny_fen, t.royalty_bp, t.equity_bp, t.field_of_use, t.territory, t.term_months, t.milestones, t.other_terms,
            t.terms_hash, t.note, t.proposed_by, t.proposed_at, t.accepted_at,
            t.version = (select max(m.version) from term_sheet m where m.negotiation_id = t.negotiation_id) as newest
        from term_sheet t
        """;

    public int Version { get; init; }

    public TransferForm Form { get; init; }

    /// <summary>CNY fen.</summary>
    public long PriceCnyFen { get; init; }

    /// <summary>Basis points of the sales.</summary>
    public int RoyaltyBp { get; init; }

    /// <summary>Basis points; with <see cref="TransferForm.Equity"/> alone.</summary>
    public int EquityBp { get; init; }

    public string FieldOfUse { get; init; } = "";

    public string Territory { get; init; } = "";

    public int TermMonths { get; init; }

    /// <summary>JSON as <see cref="Milestone"/>s.</summary>
    public string Milestones { get; init; } = "[]";

    public string OtherTerms { get; init; } = "";

    public string TermsHash { get; init; } = "";

    public string Note { get; init; } = "";

    public string ProposedBy { get; init; } = "";

    public DateTimeOffset ProposedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public bool Newest { get; init; }

    public static string Json(IEnumerable<TermMilestone> milestones) => JsonSerializer.Serialize(
        milestones.Select(milestone => new Milestone(milestone.Title, milestone.DueDay, milestone.PaymentCnyFen)), JsonSerializerOptions.Web);

    public TransferTerms ToTerms() => new()
    {
        Form = Form,
        PriceCnyFen = PriceCnyFen,
        RoyaltyBp = RoyaltyBp,
        EquityBp = EquityBp,
        FieldOfUse = FieldOfUse,
        Territory = Territory,
        TermMonths = TermMonths,
        Milestones =
        {
            JsonSerializer.Deserialize<Milestone[]>(Milestones, JsonSerializerOptions.Web)!
                .Select(milestone => new TermMilestone { Title = milestone.Title, DueDay = milestone.DueDay, PaymentCnyFen = milestone.PaymentCnyFen }),
        },
        OtherTerms = OtherTerms,
    };

    public TermSheet ToMessage() => new()
    {
        Version = Version,
        Terms = ToTerms(),
        TermsHash = TermsHash,
        ProposedBy = ProposedBy,
        Note = Note,
        ProposeTime = ProposedAt.ToTimestamp(),
        AcceptTime = AcceptedAt?.ToTimestamp(),
        Agreed = Newest && AcceptedAt is not null,
    };

    private sealed record Milestone(string Title, string DueDay, long PaymentCnyFen);
}
