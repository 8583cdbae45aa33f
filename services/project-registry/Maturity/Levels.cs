using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <param name="Dimensions">Score of each dimension in the questionnaire's order, ten-thousandths of a level, 0–50,000.</param>
/// <param name="Overall">Of the whole, in the same unit.</param>
/// <param name="Level">0–5.</param>
/// <param name="SmeLevel">0–4.</param>
public sealed record MaturityScore(IReadOnlyList<int> Dimensions, int Overall, int Level, int SmeLevel);

/// <summary>
/// Levels from answers. The score of a dimension is the weighted mean of its items' answers 0–5, the overall score that of the
/// dimensions; weights are percents that add to 100, so both are exact in ten-thousandths. A score has the highest level whose
/// first score it reaches (bands as in GB/T 39117-2020: level 1 from 0.8, 2 from 1.8 …, all data of the questionnaire).
/// </summary>
/// <remarks>
/// The overall level is capped at the weakest dimension's level and <c>levels_above_weakest</c> more, so that a firm is not called
/// optimised for its machines while its organisation has not begun. The digital level of small and medium firms follows the
/// overall score alone.
/// </remarks>
public static class Levels
{
    /// <param name="answers">0–5, one an item, in the questionnaire's order.</param>
    public static MaturityScore Of(Questionnaire questionnaire, IReadOnlyList<short> answers)
    {
        var position = 0;
        var dimensions = new List<int>();
        foreach (var dimension in questionnaire.Dimensions)
        {
            var sum = 0;
            foreach (var item in dimension.Items)
            {
                sum += answers[position++] * item.Weight;
            }

            dimensions.Add(sum * 100);
        }

        var overall = questionnaire.Dimensions.Zip(dimensions, (dimension, score) => dimension.Weight * (score / 100)).Sum();
        var weakest = dimensions.Min(score => LevelOf(questionnaire.Levels, score));
        var level = Math.Min(LevelOf(questionnaire.Levels, overall), weakest + questionnaire.LevelsAboveWeakest);
        return new(dimensions, overall, level, LevelOf(questionnaire.SmeLevels, overall));
    }

    /// <summary>0 where the score is below the first level.</summary>
    public static int LevelOf(IEnumerable<MaturityLevel> levels, int score) => levels.Count(level => score >= level.FromScore);
}
