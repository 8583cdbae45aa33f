using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>A reviewer as far as conflicts of interest go.</summary>
/// <param name="OrganisationCode">The present employer.</param>
public sealed record ReviewerFacts(string OrganisationCode, IReadOnlyList<FormerEmployer> FormerEmployers, IReadOnlyList<StandingConflict> Declared);

/// <param name="Until">Last day of the employment.</param>
public sealed record FormerEmployer(string OrganisationCode, DateOnly Until);

/// <summary>A declared conflict that was not lifted: with an organisation, or with one application.</summary>
/// <param name="OrganisationCode">Empty where it is with an application.</param>
public sealed record StandingConflict(string ReviewerId, string OrganisationCode, Guid? ApplicationId);

/// <summary>An application as far as conflicts of interest go.</summary>
public sealed record ApplicantFacts(Guid ApplicationId, string OrganisationCode, IReadOnlyList<string> CoApplicantCodes)
{
    public bool Names(string code) => OrganisationCode == code || CoApplicantCodes.Contains(code, StringComparer.Ordinal);
}

/// <summary>
/// Recusal (回避): whether a reviewer must stand back from an application, and by which rule. The rules go from the plainest to the
/// one that needs a date, and the first that holds is told.
/// </summary>
/// <remarks>
/// Source: this project's choice, after common practice of expert review, where the own organisation, partners, recent employers and
/// what an expert declares are grounds for recusal. The number of years is data (<c>city-rules.json</c>).
/// </remarks>
public static class ConflictRules
{
    /// <param name="today">In the city's calendar.</param>
    /// <param name="years">An employment that ended on this day so many years ago, or later, is a conflict.</param>
    /// <returns>Null where there is none.</returns>
    public static ConflictKind? Find(ReviewerFacts reviewer, ApplicantFacts application, DateOnly today, int years)
    {
        if (reviewer.OrganisationCode == application.OrganisationCode)
        {
            return ConflictKind.SameOrganisation;
        }

        if (application.CoApplicantCodes.Contains(reviewer.OrganisationCode, StringComparer.Ordinal))
        {
            return ConflictKind.CoApplicant;
        }

        if (reviewer.Declared.Any(conflict => conflict.ApplicationId == application.ApplicationId
            || (conflict.OrganisationCode.Length > 0 && application.Names(conflict.OrganisationCode))))
        {
            return ConflictKind.Declared;
        }

        var since = today.AddYears(-years);
        return reviewer.FormerEmployers.Any(employer => employer.Until >= since && application.Names(employer.OrganisationCode))
            ? ConflictKind.PastEmployer
            : null;
    }

    /// <summary>In a sentence's place, without the name of the firm.</summary>
    public static (string Chinese, string English) Words(ConflictKind kind, int years) => kind switch
    {
        ConflictKind.SameOrganisation => ("专家与申报单位属于同一单位", "the reviewer belongs to the applicant's organisation"),
        ConflictKind.CoApplicant => ("专家所在单位是联合申报单位", "the reviewer's organisation is a co-applicant"),
        ConflictKind.Declared => ("已申明回避", "a conflict was declared"),
        _ => ($"专家 {years} 年内曾在申报单位或联合申报单位任职", $"the applicant or a co-applicant employed the reviewer within {years} years"),
    };
}
