namespace Platform.ProjectRegistry.Eligibility;

/// <summary>What the rules look at for one application.</summary>
/// <param name="RegisteredIn">GB/T 2260 code of the place of registration; empty where not known.</param>
/// <param name="FoundedOn">Null where not known.</param>
/// <param name="SubmittedOn">In the city's calendar.</param>
/// <param name="BadCredit">The entry in force; null where there is none.</param>
/// <param name="Others">Projects and applications that this one must not repeat.</param>
/// <param name="Documents">Attachments.</param>
public sealed record EligibilityFacts(
    Guid ApplicationId,
    string ProjectName,
    string OrganisationCode,
    string RegisteredIn,
    DateOnly? FoundedOn,
    DateOnly SubmittedOn,
    BadCreditFact? BadCredit,
    IReadOnlyList<OtherProject> Others,
    long TotalInvestmentCnyFen,
    long RdInvestmentCnyFen,
    int Documents);

/// <summary>An entry of the list of bad credit.</summary>
public sealed record BadCreditFact(string Reason, string Source, DateOnly ListedOn);

/// <summary>A project of the pool, or another live application of the firm.</summary>
public sealed record OtherProject(Guid Id, string Name, bool InPool, NameSimilarity Similarity);
