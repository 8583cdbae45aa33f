using System.Globalization;
using Platform.Registry.V1;

namespace Platform.Portal.Eligibility;

/// <summary>A rule as its form edits it: the parameter, whatever it is called, is one text.</summary>
public sealed class RuleDraft(EligibilityRule rule)
{
    public EligibilityRule Rule { get; } = rule.Clone();

    public bool IsNew { get; } = rule.RuleId.Length == 0;

    public EligibilityTerms.TermsOneofCase Kind { get; set; } = rule.Terms.TermsCase;

    public string Parameter { get; set; } = ParameterOf(rule.Terms);

    public bool HasParameter => Kind is not EligibilityTerms.TermsOneofCase.NotOnBadCreditList;

    public bool Complete => (!HasParameter || (Kind is EligibilityTerms.TermsOneofCase.RegisteredIn ? Parameter.Length >= 2 : int.TryParse(Parameter, CultureInfo.InvariantCulture, out _)))
        && Rule.RuleId.Length > 1 && Rule.NameZh.Length > 0 && Rule.NameEn.Length > 0 && Rule.TextZh.Length > 0 && Rule.TextEn.Length > 0 && Rule.Source.Length > 0 && Rule.EffectiveFrom.Length > 0;

    public EligibilityRule ToRule()
    {
        var number = int.TryParse(Parameter, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        Rule.Terms = Kind switch
        {
            EligibilityTerms.TermsOneofCase.RegisteredIn => new() { RegisteredIn = new() { Division = Parameter.Trim() } },
            EligibilityTerms.TermsOneofCase.FoundedBefore => new() { FoundedBefore = new() { Months = number } },
            EligibilityTerms.TermsOneofCase.NoDuplicate => new() { NoDuplicate = new() { SimilarityPercent = number } },
            EligibilityTerms.TermsOneofCase.MinimumRdIntensity => new() { MinimumRdIntensity = new() { MinimumBp = number } },
            EligibilityTerms.TermsOneofCase.DocumentAttached => new() { DocumentAttached = new() { Minimum = number } },
            _ => new() { NotOnBadCreditList = new() },
        };
        return Rule;
    }

    /// <summary>A division's code, months, per cent, hundredths of a percent or documents; empty where the kind has none.</summary>
    public static string ParameterOf(EligibilityTerms terms) => terms.TermsCase switch
    {
        EligibilityTerms.TermsOneofCase.RegisteredIn => terms.RegisteredIn.Division,
        EligibilityTerms.TermsOneofCase.FoundedBefore => Text(terms.FoundedBefore.Months),
        EligibilityTerms.TermsOneofCase.NoDuplicate => Text(terms.NoDuplicate.SimilarityPercent),
        EligibilityTerms.TermsOneofCase.MinimumRdIntensity => Text(terms.MinimumRdIntensity.MinimumBp),
        EligibilityTerms.TermsOneofCase.DocumentAttached => Text(terms.DocumentAttached.Minimum),
        _ => "",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
