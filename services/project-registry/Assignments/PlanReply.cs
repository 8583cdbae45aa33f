using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>The pairs of a batch with their reasons, the loads and what lacks, for officials.</summary>
internal static class PlanReply
{
    /// <param name="plan">The solver's answer where it was just asked; null: as stored.</param>
    public static AssignmentPlan Of(AssignmentBoard board, Catalogue catalogue, Language language, Plan? plan = null)
    {
        var gaps = plan is { Feasible: false } ? plan.Lacking : StoredGaps(board);
        var sentences = new GapSentences(board, language);
        return new AssignmentPlan
        {
            BatchId = board.Batch.BatchId.ToString(),
            Feasible = gaps.Count == 0,
            Assignments = { Pairs(board, catalogue, language) },
            Loads = { Loads(board) },
            Gaps =
            {
                board.Applications.Where(application => gaps.ContainsKey(application.ApplicationId)).Select(application => new AssignmentGap
                {
                    ApplicationId = application.ApplicationId.ToString(),
                    ProjectName = application.ProjectName,
                    Lacking = gaps[application.ApplicationId],
                    Reason = sentences.Of(application),
                }),
            },
            Objective = plan?.Objective ?? 0,
            ReviewersPerApplication = board.Needed,
            Method = AssignmentRules.Current.Words(language),
        };
    }

    private static Dictionary<Guid, int> StoredGaps(AssignmentBoard board) => board.Applications
        .Select(application => (application.ApplicationId, Lacking: board.Needed - board.PairsOf(application.ApplicationId).Count(pair => pair.IsStanding)))
        .Where(application => application.Lacking > 0)
        .ToDictionary(application => application.ApplicationId, application => application.Lacking);

    private static IEnumerable<Assignment> Pairs(AssignmentBoard board, Catalogue catalogue, Language language)
    {
        var applications = board.Applications.ToDictionary(application => application.ApplicationId);
        foreach (var pair in board.Pairs.Where(pair => pair.State != AssignmentState.Removed))
        {
            var (application, reviewer) = (applications[pair.ApplicationId], board.FindReviewer(pair.ReviewerId)!);
            var fit = board.FitOf(reviewer, application);
            yield return new Assignment
            {
                ApplicationId = pair.ApplicationId.ToString(),
                ProjectName = application.ProjectName,
                OrganisationName = application.OrganisationName,
                ReviewerId = pair.ReviewerId,
                ReviewerName = reviewer.Name,
                State = pair.State,
                Fit = fit.Points(AssignmentRules.Current),
                FitReason = fit.Words(AssignmentRules.Current, catalogue, language),
                Manual = pair.Manual,
                DeclineReason = pair.State == AssignmentState.Declined ? pair.Reason : "",
                Filed = pair.Filed,
            };
        }
    }

    private static IEnumerable<ReviewerLoad> Loads(AssignmentBoard board)
    {
        var standing = board.Pairs.Where(pair => pair.IsStanding).ToLookup(pair => pair.ReviewerId, StringComparer.Ordinal);
        return board.Reviewers.Where(reviewer => reviewer.Active || standing.Contains(reviewer.ReviewerId)).Select(reviewer => new ReviewerLoad
        {
            ReviewerId = reviewer.ReviewerId,
            ReviewerName = reviewer.Name,
            Load = standing[reviewer.ReviewerId].Count(),
            LoadLimit = reviewer.LoadLimit,
            Conflicts = board.Applications.Count(application => board.ConflictOf(reviewer, application) is not null),
            Filed = standing[reviewer.ReviewerId].Count(pair => pair.Filed),
            Active = reviewer.Active,
        });
    }
}
