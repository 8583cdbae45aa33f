using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>Reads a reviewer's score sheet against the rubric.</summary>
public static class ScoreSheet
{
    /// <returns>The points in the order of the rubric.</returns>
    /// <exception cref="Chassis.Errors.FailedException">CRITERION_UNKNOWN unless each criterion is scored exactly once.</exception>
    public static short[] Read(IEnumerable<Score> scores, IReadOnlyList<string> criterionIds)
    {
        var points = new short?[criterionIds.Count];
        var positions = criterionIds.Index().ToDictionary(criterion => criterion.Item, criterion => criterion.Index);
        foreach (var score in scores)
        {
            if (!positions.TryGetValue(score.CriterionId, out var position))
            {
                throw ReviewErrors.CriterionUnknown(score.CriterionId).ToException();
            }

            if (points[position] is not null)
            {
                throw ReviewErrors.CriterionTwice(score.CriterionId).ToException();
            }

            points[position] = (short)score.Points;
        }

        var missing = criterionIds.Where((_, i) => points[i] is null).ToList();
        return missing.Count == 0
            ? Array.ConvertAll(points, point => point!.Value)
            : throw ReviewErrors.CriterionMissing(missing).ToException();
    }

    /// <summary>The justifications in the order of the rubric; empty where the sheet brings none and none are asked for.</summary>
    /// <param name="minimumLength">Letters each must have; 0: none are asked for.</param>
    /// <exception cref="Chassis.Errors.FailedException">JUSTIFICATION_MISSING.</exception>
    public static string[] ReadJustifications(IEnumerable<Score> scores, IReadOnlyList<string> criterionIds, int minimumLength)
    {
        var given = scores.ToDictionary(score => score.CriterionId, score => score.Justification.Trim(), StringComparer.Ordinal);
        var lacking = criterionIds.Where(criterion => given[criterion].Length < minimumLength).ToList();
        if (lacking.Count > 0)
        {
            throw ReviewErrors.JustificationMissing(lacking, minimumLength).ToException();
        }

        return given.Values.All(text => text.Length == 0) ? [] : [.. criterionIds.Select(criterion => given[criterion])];
    }

    /// <summary>A draft may have gaps, but scores nothing twice and nothing else.</summary>
    /// <returns>Points and justifications in the order of the rubric.</returns>
    /// <exception cref="Chassis.Errors.FailedException">CRITERION_UNKNOWN.</exception>
    public static (short?[] Points, string[] Justifications) ReadDraft(IEnumerable<DraftScore> scores, IReadOnlyList<string> criterionIds)
    {
        var points = new short?[criterionIds.Count];
        var justifications = Enumerable.Repeat("", criterionIds.Count).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var score in scores)
        {
            var position = criterionIds.Index().Where(criterion => criterion.Item == score.CriterionId).Select(criterion => criterion.Index).DefaultIfEmpty(-1).First();
            if (position < 0)
            {
                throw ReviewErrors.CriterionUnknown(score.CriterionId).ToException();
            }

            if (!seen.Add(score.CriterionId))
            {
                throw ReviewErrors.CriterionTwice(score.CriterionId).ToException();
            }

            points[position] = score.HasPoints ? (short)score.Points : null;
            justifications[position] = score.Justification;
        }

        return (points, justifications);
    }
}
