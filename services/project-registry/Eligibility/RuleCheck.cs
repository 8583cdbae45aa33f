using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>What a rule makes of an application.</summary>
/// <param name="Facts">What the outcome was made from, by stable names.</param>
public sealed record RuleFinding(EligibilityOutcome Outcome, string Chinese, string English, IReadOnlyDictionary<string, string> Facts);

/// <summary>Decides one rule over the facts of one application; a pure function. The rules' sources stand beside them in the data.</summary>
public static class RuleCheck
{
    public static RuleFinding Of(EligibilityTerms terms, EligibilityFacts facts) => terms.TermsCase switch
    {
        EligibilityTerms.TermsOneofCase.RegisteredIn => RegisteredIn(terms.RegisteredIn, facts),
        EligibilityTerms.TermsOneofCase.FoundedBefore => FoundedBefore(terms.FoundedBefore, facts),
        EligibilityTerms.TermsOneofCase.NotOnBadCreditList => NotOnBadCreditList(facts),
        EligibilityTerms.TermsOneofCase.NoDuplicate => NoDuplicate(terms.NoDuplicate, facts),
        EligibilityTerms.TermsOneofCase.MinimumRdIntensity => MinimumRdIntensity(terms.MinimumRdIntensity, facts),
        EligibilityTerms.TermsOneofCase.DocumentAttached => DocumentAttached(terms.DocumentAttached, facts),
        _ => new(EligibilityOutcome.Unknown, "此版本的系统不认识该规则，须人工核实。", "This release does not know the rule: check it by hand.", Facts()),
    };

    private static RuleFinding RegisteredIn(RegisteredIn rule, EligibilityFacts facts)
    {
        var (code, zh, en) = facts.RegisteredIn.Length > 0
            ? (facts.RegisteredIn, "注册地", "place of registration")
            : (facts.OrganisationCode.Substring(2, 6), "信用代码中的登记机关区划", "division in the credit code");
        var passes = code.StartsWith(rule.Division, StringComparison.Ordinal);
        return new(
            Outcome(passes),
            $"{zh} {code} {(passes ? "在" : "不在")}区划 {rule.Division} 内。", $"The {en}, {code}, is {(passes ? "" : "not ")}within {rule.Division}.",
            Facts(facts.RegisteredIn.Length > 0 ? ("registered_in", code) : ("credit_code_division", code)));
    }

    private static RuleFinding FoundedBefore(FoundedBefore rule, EligibilityFacts facts)
    {
        var submitted = CityDays.Text(facts.SubmittedOn);
        if (facts.FoundedOn is not { } founded)
        {
            return new(
                EligibilityOutcome.Unknown, "平台没有该单位的成立日期，须工作人员核实营业执照。", "The platform does not know when the firm was founded: an official must check its licence.",
                Facts(("submitted_on", submitted)));
        }

        var passes = founded.AddMonths(rule.Months) <= facts.SubmittedOn;
        return new(
            Outcome(passes),
            $"成立于 {CityDays.Text(founded)}，至提交日 {submitted} {(passes ? "已满" : "不满")} {rule.Months} 个月。",
            $"Founded on {CityDays.Text(founded)}, {(passes ? "" : "not yet ")}{rule.Months} months before the submission on {submitted}.",
            Facts(("founded_on", CityDays.Text(founded)), ("submitted_on", submitted)));
    }

    private static RuleFinding NotOnBadCreditList(EligibilityFacts facts) => facts.BadCredit is { } entry
        ? new(
            EligibilityOutcome.Fail,
            $"自 {CityDays.Text(entry.ListedOn)} 起列入失信名单：{entry.Reason}（{entry.Source}）。", $"On the list of bad credit since {CityDays.Text(entry.ListedOn)}: {entry.Reason} ({entry.Source}).",
            Facts(("listed_on", CityDays.Text(entry.ListedOn)), ("list_source", entry.Source)))
        : new(EligibilityOutcome.Pass, "未列入失信名单。", "On no list of bad credit.", Facts());

    private static RuleFinding NoDuplicate(NoDuplicate rule, EligibilityFacts facts)
    {
        var own = new NameSimilarity(facts.ProjectName);
        var nearest = facts.Others
            .Where(other => other.Similarity.MayReach(rule.SimilarityPercent, own))
            .Select(other => (Other: other, Percent: other.Similarity.PercentOf(own)))
            .Where(pair => pair.Percent >= rule.SimilarityPercent)
            .OrderByDescending(pair => pair.Percent).ThenBy(pair => pair.Other.Id)
            .FirstOrDefault();
        if (nearest.Other is not { } repeated)
        {
            return new(EligibilityOutcome.Pass, "没有重复或高度相似的项目。", "No project is the same or nearly the same.", Facts(("compared", Number(facts.Others.Count))));
        }

        var (zh, en) = repeated.InPool ? ("项目库中的项目", "a project of the pool") : ("本单位的另一申报", "another application of the firm");
        return new(
            EligibilityOutcome.Fail,
            $"与{zh}“{repeated.Name}”名称相似度 {nearest.Percent}%（{rule.SimilarityPercent}% 起视为重复）。",
            $"{nearest.Percent} % like {en}, “{repeated.Name}” ({rule.SimilarityPercent} % counts as the same).",
            Facts(("repeats", repeated.Id.ToString()), ("similarity_percent", Number(nearest.Percent))));
    }

    private static RuleFinding MinimumRdIntensity(MinimumRdIntensity rule, EligibilityFacts facts)
    {
        var known = Facts(("rd_cny_fen", Number(facts.RdInvestmentCnyFen)), ("total_cny_fen", Number(facts.TotalInvestmentCnyFen)));
        if (facts.TotalInvestmentCnyFen == 0)
        {
            return new(EligibilityOutcome.Unknown, "未填写总投资，无法计算研发投入强度。", "No total investment is stated, so there is no intensity.", known);
        }

        // Exact: both sides times total × 10,000.
        var passes = (Int128)facts.RdInvestmentCnyFen * 10_000 >= (Int128)rule.MinimumBp * facts.TotalInvestmentCnyFen;
        var intensity = Percent((int)((Int128)facts.RdInvestmentCnyFen * 10_000 / facts.TotalInvestmentCnyFen));
        return new(
            Outcome(passes),
            $"研发投入占总投资 {intensity}%，{(passes ? "不低于" : "低于")} {Percent(rule.MinimumBp)}%。",
            $"R&D is {intensity} % of the total investment, {(passes ? "at least" : "below")} {Percent(rule.MinimumBp)} %.",
            known);
    }

    private static RuleFinding DocumentAttached(DocumentAttached rule, EligibilityFacts facts) => new(
        Outcome(facts.Documents >= rule.Minimum),
        $"附有 {facts.Documents} 份材料，要求至少 {rule.Minimum} 份。", $"{facts.Documents} documents are attached, {rule.Minimum} or more are asked for.",
        Facts(("documents", Number(facts.Documents))));

    private static EligibilityOutcome Outcome(bool passes) => passes ? EligibilityOutcome.Pass : EligibilityOutcome.Fail;

    private static Dictionary<string, string> Facts(params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
        {
            all.Add(name, value);
        }

        return all;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}
