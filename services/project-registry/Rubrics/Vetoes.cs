using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>A criterion that can keep an application from the list.</summary>
/// <param name="Position">From 0, in the order of the rubric.</param>
/// <param name="Below">Threshold in points 0–100; the threshold itself is enough to pass.</param>
/// <param name="Reviewers">For <see cref="VetoRule.ReviewersBelow"/>: how many must be below it.</param>
public sealed record VetoCriterion(int Position, string CriterionId, VetoRule Rule, int Below, int Reviewers);

/// <summary>
/// 一票否决: whether the reviewers' own points, before any normalisation, keep an application from the list. Exact: means are
/// compared as sums, so no rounding ever decides.
/// </summary>
public static class Vetoes
{
    /// <summary>The first criterion in the rubric's order whose veto is met; empty where none is, or where nobody reviewed.</summary>
    /// <param name="sheets">One score sheet a reviewer, in the order of the rubric.</param>
    public static string MetBy(IReadOnlyList<VetoCriterion> criteria, IReadOnlyCollection<short[]> sheets) =>
        criteria.FirstOrDefault(criterion => IsMet(criterion, sheets))?.CriterionId ?? "";

    private static bool IsMet(VetoCriterion criterion, IReadOnlyCollection<short[]> sheets) => sheets.Count > 0 && criterion.Rule switch
    {
        VetoRule.MeanBelow => sheets.Sum(sheet => (long)sheet[criterion.Position]) < (long)criterion.Below * sheets.Count,
        VetoRule.ReviewersBelow => sheets.Count(sheet => sheet[criterion.Position] < criterion.Below) >= criterion.Reviewers,
        _ => false,
    };

    /// <summary>The rule as applicants read it.</summary>
    public static string Sentence(Criterion criterion, Language language) => criterion.Veto.Rule == VetoRule.ReviewersBelow
        ? language.Pick(
            $"“{criterion.NameZh}”有 {criterion.Veto.Reviewers} 位以上专家评分低于 {criterion.Veto.Below} 分，一票否决。",
            $"Vetoed: {criterion.Veto.Reviewers} or more reviewers gave “{criterion.NameEn}” less than {criterion.Veto.Below} points.")
        : language.Pick(
            $"“{criterion.NameZh}”平均分低于 {criterion.Veto.Below} 分，一票否决。",
            $"Vetoed: the mean of “{criterion.NameEn}” is below {criterion.Veto.Below} points.");
}
