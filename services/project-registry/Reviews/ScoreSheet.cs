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
}
