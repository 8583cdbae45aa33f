using Platform.ProjectRegistry.Firms;
using Platform.ProjectRegistry.Policies.Language;

namespace Platform.ProjectRegistry.Policies;

/// <summary>All that the platform knows of a firm that policies may ask for.</summary>
public sealed record FirmRecord(string Code, string Name, FirmRow? Profile, IReadOnlyList<FirmYearRow> Years, IReadOnlyList<ProjectFacts> Projects, IReadOnlyList<CreditListing> BadCredit);

/// <summary>A project of the pool as policies see it; money in fen.</summary>
public sealed record ProjectFacts
{
    public Guid ProjectId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string Name { get; init; } = "";

    public string Industry { get; init; } = "";

    public string Track { get; init; } = "";

    public DateTimeOffset AdmittedAt { get; init; }

    public long TotalInvestmentCnyFen { get; init; }

    public long RdInvestmentCnyFen { get; init; }

    public int EquipmentLocalisationBp { get; init; }

    public bool OnIndustrialInternet { get; init; }

    public int TalentsPlaced { get; init; }

    public int AgreementsSigned { get; init; }

    /// <summary>Taken out of the pool other than by graduation.</summary>
    public bool Removed { get; init; }
}

/// <summary>From when until when a firm stood on a list of bad credit; no end: it still does.</summary>
public sealed record CreditListing
{
    public string OrganisationCode { get; init; } = "";

    public DateOnly ListedOn { get; init; }

    public DateOnly? LiftedOn { get; init; }
}

/// <summary>A firm in one year, or a project of it: what the facts of one computation are read from.</summary>
public sealed record FactContext(FirmRecord Firm, int Year, ProjectFacts? Project)
{
    public FirmRow? Profile => Firm.Profile;

    public FirmYearRow? Figures { get; } = Firm.Years.FirstOrDefault(year => year.Year == Year);

    public DateOnly FirstDay => new(Year, 1, 1);

    public DateOnly LastDay => new(Year, 12, 31);
}

/// <summary>The income-tax rates as far as the policies computed so far have set them.</summary>
/// <param name="Standard">Set by the basis.</param>
/// <param name="Present">Lowered by what the firm is entitled to.</param>
/// <param name="Confirmed">False where it rests on figures not yet confirmed.</param>
public sealed record TaxRates(Outcome Standard, Outcome Present, bool Confirmed)
{
    public static TaxRates None { get; } = new(Outcome.Unknown([PolicyFacts.StandardRate]), Outcome.Unknown([PolicyFacts.PresentRate]), Confirmed: true);
}
