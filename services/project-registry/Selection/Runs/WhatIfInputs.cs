using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Runs;

/// <summary>The inputs of an official run with something changed.</summary>
internal static class WhatIfInputs
{
    /// <exception cref="Chassis.Errors.FailedException">
    /// INVALID_FIELD where nothing is changed or the reviewer filed no sheet, WEIGHTS_NOT_100, CRITERION_UNKNOWN, INDUSTRY_UNKNOWN, SHEETS_LACKING.
    /// </exception>
    public static RunInputs Of(RunInputs official, WhatIf change, Catalogue catalogue)
    {
        if (!change.HasCapacity && change.Quotas is null && change.Weights.Count == 0 && change.WithoutReviewer.Length == 0)
        {
            throw SelectionErrors.NothingChanged.ToException();
        }

        var inputs = official.Clone();
        inputs.AlgorithmVersion = RunDecision.AlgorithmVersion;
        if (change.HasCapacity)
        {
            inputs.Capacity = change.Capacity;
            inputs.Waitlist = CityRules.Current.WaitlistFor(change.Capacity);
        }

        if (change.Quotas is { } quotas)
        {
            inputs.Quotas.Clear();
            inputs.Quotas.AddRange(QuotaMessages.Read(quotas.Quotas, catalogue).Select(QuotaMessages.ToMessage));
        }

        if (change.Weights.Count > 0)
        {
            Weigh(inputs, change.Weights);
        }

        if (change.WithoutReviewer.Length > 0)
        {
            LeaveOut(inputs, change.WithoutReviewer);
        }

        return inputs;
    }

    private static void Weigh(RunInputs inputs, IReadOnlyCollection<CriterionWeight> weights)
    {
        foreach (var weight in weights)
        {
            if (inputs.Criteria.All(criterion => criterion.CriterionId != weight.CriterionId))
            {
                throw SelectionErrors.CriterionUnknown(weight.CriterionId).ToException();
            }
        }

        if (weights.Sum(weight => weight.Weight) != 100)
        {
            throw Rubrics.RubricErrors.WeightsNot100.ToException();
        }

        if (weights.DistinctBy(weight => weight.CriterionId).Count() != inputs.Criteria.Count || weights.Count != inputs.Criteria.Count)
        {
            throw SelectionErrors.EachCriterionOnce.ToException();
        }

        foreach (var criterion in inputs.Criteria)
        {
            criterion.Weight = weights.First(weight => weight.CriterionId == criterion.CriterionId).Weight;
        }
    }

    private static void LeaveOut(RunInputs inputs, string reviewer)
    {
        var position = inputs.Reviewers.IndexOf(reviewer);
        if (position < 0)
        {
            throw SelectionErrors.ReviewerWithoutSheets.ToException();
        }

        var lacking = inputs.Candidates.Count(candidate => candidate.Sheets.Count > 0 && candidate.Sheets.All(sheet => sheet.Reviewer == position));
        if (lacking > 0)
        {
            throw SelectionErrors.SheetsLacking(lacking).ToException();
        }

        inputs.Reviewers.RemoveAt(position);
        foreach (var candidate in inputs.Candidates)
        {
            RunSheet[] kept = [.. candidate.Sheets.Where(sheet => sheet.Reviewer != position)];
            candidate.Sheets.Clear();
            candidate.Sheets.AddRange(kept);
            foreach (var sheet in kept.Where(sheet => sheet.Reviewer > position))
            {
                sheet.Reviewer--;
            }
        }
    }
}
