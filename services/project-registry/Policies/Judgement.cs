using System.Numerics;
using Platform.ProjectRegistry.Policies.Language;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>Why a policy gives nothing although none of its rules is broken.</summary>
public enum JudgementNote
{
    None,

    /// <summary>The calculation comes to nothing.</summary>
    WorthNothing,

    /// <summary>The amount is beyond what an account can hold.</summary>
    BeyondMeasure,
}

/// <summary>What one policy comes to for one firm (or project) and year.</summary>
/// <param name="Worth">Fen; 0 unless the verdict is yes.</param>
/// <param name="Provisional">A fact that it asks for is declared but not confirmed.</param>
/// <param name="Missing">Facts without which the verdict or the worth cannot be told.</param>
/// <param name="Rates">As they stand for the policies computed after this one.</param>
public sealed record Judgement(
    CompiledPolicy Compiled, FactContext Context, EntitlementVerdict Verdict, long Worth, bool Provisional, JudgementNote Note,
    IReadOnlyList<Outcome> Rules, IReadOnlyList<Outcome> Steps, IReadOnlyList<string> Missing, TaxRates RatesBefore, TaxRates Rates)
{
    private static readonly BigInteger MostFen = BigInteger.Pow(10, 13);

    /// <summary>Applies the policy to the facts. Pure; the same facts come to the same.</summary>
    public static Judgement Of(CompiledPolicy compiled, FactContext context, TaxRates rates)
    {
        var lines = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        Outcome ValueOf(string name) => lines.TryGetValue(name, out var line) ? line : PolicyFacts.Read(PolicyFacts.Find(name)!, context, rates);

        var rules = compiled.Rules.Select(rule => Evaluator.Of(rule, ValueOf)).ToList();
        var taxRate = compiled.TaxRate is null ? (Outcome?)null : Evaluator.Of(compiled.TaxRate, ValueOf);
        var steps = new List<Outcome>();
        for (var i = 0; i < compiled.Steps.Count; i++)
        {
            steps.Add(Evaluator.Of(compiled.Steps[i], ValueOf));
            lines[compiled.Policy.Steps[i].Name] = steps[i];
        }

        var provisional = compiled.Facts.Any(fact => PolicyFacts.Read(fact, context, rates).IsKnown && !PolicyFacts.IsConfirmed(fact, context, rates));
        var ruled = Rule(rules);
        var (verdict, worth, note) = Weigh(ruled, steps[^1], compiled.Policy.Rounding);
        var missing = verdict != EntitlementVerdict.Unknown ? [] : Outcome.Unknown([.. rules, steps[^1]]).Missing;
        return new(compiled, context, verdict, worth, provisional, note, rules, steps, missing, rates, After(compiled, rates, ruled, rules, taxRate, provisional));
    }

    /// <summary>Kleene's conjunction: one no is no; else one unknown is unknown.</summary>
    private static EntitlementVerdict Rule(List<Outcome> rules) =>
        rules.Exists(rule => rule.Value is { Truth: false }) ? EntitlementVerdict.No
        : rules.Exists(rule => !rule.IsKnown) ? EntitlementVerdict.Unknown
        : EntitlementVerdict.Yes;

    private static (EntitlementVerdict Verdict, long Worth, JudgementNote Note) Weigh(EntitlementVerdict ruled, Outcome result, Rounding rounding)
    {
        // What comes to nothing is no entitlement, whatever the rules would say.
        if (ruled == EntitlementVerdict.No || result.Value is not { } value)
        {
            return (ruled == EntitlementVerdict.No ? ruled : EntitlementVerdict.Unknown, 0, JudgementNote.None);
        }

        var fen = Round(value.Exact, rounding);
        return fen.Sign <= 0 ? (EntitlementVerdict.No, 0, JudgementNote.WorthNothing)
            : fen > MostFen ? (EntitlementVerdict.Unknown, 0, JudgementNote.BeyondMeasure)
            : ruled == EntitlementVerdict.Yes ? (ruled, (long)fen, JudgementNote.None)
            : (EntitlementVerdict.Unknown, 0, JudgementNote.None);
    }

    /// <summary>Rounded once, at the end.</summary>
    public static BigInteger Round(Rational fen, Rounding rounding) => rounding switch
    {
        Rounding.DownToFen => fen.Floor(),
        Rounding.DownToYuan => (fen / 100).Floor() * 100,
        _ => fen.HalfUp(),
    };

    /// <summary>A basis sets both rates; another policy lowers the present one for those entitled, and leaves it open where that cannot be told.</summary>
    private static TaxRates After(CompiledPolicy compiled, TaxRates rates, EntitlementVerdict ruled, List<Outcome> rules, Outcome? rate, bool provisional)
    {
        if (rate is not { } set)
        {
            return rates;
        }

        var confirmed = rates.Confirmed && !provisional;
        return (compiled.IsBasis, ruled) switch
        {
            (_, EntitlementVerdict.No) => rates with { Confirmed = confirmed },
            (true, EntitlementVerdict.Yes) => new(set, set, confirmed),
            (false, EntitlementVerdict.Yes) => rates with { Present = Lower(rates.Present, set), Confirmed = confirmed },
            _ => rates with { Present = Outcome.Unknown([.. rules, rates.Present]), Confirmed = confirmed },
        };
    }

    private static Outcome Lower(Outcome present, Outcome set) => present.Value is { } one && set.Value is { } other
        ? Outcome.Of(one.CompareTo(other) <= 0 ? one : other)
        : Outcome.Unknown(present, set);
}
