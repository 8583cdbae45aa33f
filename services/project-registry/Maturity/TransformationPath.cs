using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>
/// The way to a target level: each item below the target is a step, and the steps with the greatest expected benefit for their
/// effort come first.
/// </summary>
/// <remarks>
/// The questionnaire says what the whole transformation is expected to bring (cost −17.6 %, revenue +22.6 %, an estimate that the
/// study of Qinhuangdao quotes) and each item's share of it; a share is spread evenly over an item's five levels. Benefit is the
/// sum of both effects, effort is in person-months. Both grow with the number of levels, so their ratio is the item's alone; it is
/// compared as a fraction. Ties: the larger gap, then the order of the questionnaire.
/// </remarks>
public static class TransformationPath
{
    private const int LevelsOfItem = 5;

    /// <param name="answers">0–5, one an item, in the questionnaire's order.</param>
    /// <param name="target">1–5.</param>
    public static IReadOnlyList<PathStep> To(Questionnaire questionnaire, IReadOnlyList<short> answers, int target)
    {
        var steps = questionnaire.Dimensions.SelectMany(dimension => dimension.Items)
            .Select((item, i) => new Step(item, i, answers[i], Math.Max(0, target - answers[i]), questionnaire))
            .Where(step => step.Gap > 0)
            .ToList();
        steps.Sort(Compare);
        var path = new List<PathStep>(steps.Count);
        var (effort, cost, revenue) = (0, 0L, 0L);
        foreach (var step in steps)
        {
            effort += step.Effort;
            cost += step.CostHundredths;
            revenue += step.RevenueHundredths;
            path.Add(new PathStep
            {
                Position = path.Count + 1,
                ItemId = step.Item.ItemId,
                FromLevel = step.Level,
                ToLevel = target,
                EffortPersonMonths = step.Effort,
                CostReductionPpm = Ppm(step.CostHundredths),
                RevenueIncreasePpm = Ppm(step.RevenueHundredths),
                TotalEffortPersonMonths = effort,
                TotalCostReductionPpm = Ppm(cost),
                TotalRevenueIncreasePpm = Ppm(revenue),
            });
        }

        return path;
    }

    private static int Compare(Step left, Step right)
    {
        var byRatio = (right.BenefitOfLevel * left.Item.Effort).CompareTo(left.BenefitOfLevel * right.Item.Effort);
        return byRatio != 0 ? byRatio
            : right.Gap.CompareTo(left.Gap) is var byGap and not 0 ? byGap
            : left.Position.CompareTo(right.Position);
    }

    /// <summary>Rounded down.</summary>
    private static int Ppm(long hundredthsOfFiveLevels) => (int)(hundredthsOfFiveLevels / (100 * LevelsOfItem));

    private sealed record Step(QuestionnaireItem Item, int Position, int Level, int Gap, Questionnaire Questionnaire)
    {
        public int Effort => Gap * Item.Effort;

        public long BenefitOfLevel => ((long)Questionnaire.CostReductionPpm * Item.CostShare) + ((long)Questionnaire.RevenueIncreasePpm * Item.RevenueShare);

        public long CostHundredths => (long)Questionnaire.CostReductionPpm * Item.CostShare * Gap;

        public long RevenueHundredths => (long)Questionnaire.RevenueIncreasePpm * Item.RevenueShare * Gap;
    }
}
