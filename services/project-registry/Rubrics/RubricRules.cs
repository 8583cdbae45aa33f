using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>What a rubric must keep to beyond the proto's rules.</summary>
public static class RubricRules
{
    /// <summary>A draft may be incomplete, but not contradict itself.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD.</exception>
    public static void CheckDraft(IReadOnlyCollection<Criterion> criteria, Scale scale)
    {
        if (criteria.DistinctBy(criterion => criterion.CriterionId).Count() != criteria.Count)
        {
            throw RubricErrors.CriterionTwice.ToException();
        }

        foreach (var criterion in criteria.Where(criterion => criterion.Veto is not null))
        {
            if ((criterion.Veto.Rule == VetoRule.ReviewersBelow) != (criterion.Veto.Reviewers > 0))
            {
                throw RubricErrors.VetoReviewers(criterion.NameZh).ToException();
            }
        }

        var step = 100 / scale.Maximum;
        for (var i = 0; i < scale.Levels.Count; i++)
        {
            if (i > 0 && scale.Levels[i].Points <= scale.Levels[i - 1].Points)
            {
                throw RubricErrors.LevelsOutOfOrder.ToException();
            }

            if (scale.Levels[i].Points % step != 0)
            {
                throw RubricErrors.OffScale(scale.Levels[i].NameZh, step).ToException();
            }
        }
    }

    /// <summary>Whether a sheet's points, 0–100, stand on the steps of the scale.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD.</exception>
    public static void CheckOnScale(IReadOnlyList<short> points, RubricContent rubric)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i] % rubric.PointStep != 0)
            {
                throw RubricErrors.OffStep(rubric.CriterionNamesZh[i], rubric.CriterionNamesEn[i], rubric.PointStep).ToException();
            }
        }
    }

    /// <summary>What reviewers may score by.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WEIGHTS_NOT_100, INVALID_FIELD.</exception>
    public static void CheckComplete(IReadOnlyCollection<Criterion> criteria, Scale scale)
    {
        CheckDraft(criteria, scale);
        if (criteria.Count == 0)
        {
            throw RubricErrors.NoCriteria.ToException();
        }

        if (criteria.Sum(criterion => criterion.Weight) != 100)
        {
            throw RubricErrors.WeightsNot100.ToException();
        }
    }
}
