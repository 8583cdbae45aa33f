using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>
/// Applies a book of policies to a firm. Within a year the policies are taken in their sequence, so that a rate which one sets
/// holds for those after it: with the high-tech rate on the income before reliefs and the reliefs at the lowered rate, the sum of
/// the worths is exactly the tax saved, and nothing is counted twice (docs/adr/0016-policy-language.md).
/// </summary>
public static class JudgeFirm
{
    /// <summary>Years that may still matter: older ones can no longer be claimed. [choice]</summary>
    public const int YearsBack = 5;

    /// <param name="wanted">Policies to answer for; null: all. Those that set rates are computed in any case.</param>
    public static List<Judgement> All(PolicyBook book, FirmRecord firm, DateOnly today, string? wanted = null)
    {
        var judgements = new List<Judgement>();
        foreach (var year in YearsOf(firm, today))
        {
            OfYear(book, firm, year, today, wanted, judgements);
        }

        return judgements;
    }

    /// <summary>Newest first: each with figures, the last complete one in any case, the present one for projects in the pool.</summary>
    public static IEnumerable<int> YearsOf(FirmRecord firm, DateOnly today) => firm.Years.Select(year => year.Year)
        .Append(today.Year - 1)
        .Concat(firm.Projects.Count > 0 ? [today.Year] : [])
        .Where(year => year >= today.Year - YearsBack && year <= today.Year)
        .Distinct().OrderDescending();

    private static void OfYear(PolicyBook book, FirmRecord firm, int year, DateOnly today, string? wanted, List<Judgement> judgements)
    {
        var own = new FactContext(firm, year, null);
        var projects = firm.Projects.Where(project => CityDays.Of(project.AdmittedAt).Year <= year).Select(project => new FactContext(firm, year, project)).ToList();
        var rates = TaxRates.None;
        // What the firm itself is entitled to in a year shows once it has figures of it, or the year is over.
        var shown = year < today.Year || own.Figures is not null;
        foreach (var policy in book.ForYear(year))
        {
            var asked = wanted is null || policy.Policy.PolicyCode == wanted;
            if (!asked && policy.TaxRate is null)
            {
                continue;
            }

            if (policy.Policy.Scope == PolicyScope.Project)
            {
                judgements.AddRange(projects.Select(project => Judgement.Of(policy, project, rates)));
                continue;
            }

            var judgement = Judgement.Of(policy, own, rates);
            rates = judgement.Rates;
            if (asked && shown && !policy.IsBasis)
            {
                judgements.Add(judgement);
            }
        }
    }
}
