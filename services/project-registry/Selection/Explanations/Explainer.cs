namespace Platform.ProjectRegistry.Selection.Explanations;

/// <summary>What it would take to change one application's outcome, all else alike.</summary>
/// <param name="Threshold">
/// Selected: the least score that would still be selected; otherwise the least that would have been. Ten-thousandths; null where no score would do.
/// </param>
/// <param name="Rival">
/// Selected: who has its seat one step below the threshold. Otherwise: who loses a seat to it at the threshold. Null where nobody does.
/// </param>
internal sealed record WhatItTakes(bool IsSelected, int? Threshold, Candidate? Rival);

/// <summary>Finds by how much an application made or missed the list, and against whom.</summary>
/// <remarks>
/// An optimal selection that holds a candidate goes on holding it when its score rises: the best selection with it gains by the
/// rise and the best without it gains nothing. So being selected is monotone in the score, and the threshold is found by bisection
/// over all scores, each time selecting anew. Where scores are equal the official order of the two decides, as it did.
/// </remarks>
internal static class Explainer
{
    private const int FullMarks = 1_000_000;

    /// <param name="candidates">In order of rank.</param>
    public static WhatItTakes Of(IReadOnlyList<Candidate> candidates, int capacity, IReadOnlyList<ClassQuota> quotas, Guid applicationId)
    {
        var own = candidates.First(candidate => candidate.ApplicationId == applicationId);
        Candidate[] others = [.. candidates.Where(candidate => candidate.ApplicationId != applicationId)];
        var official = Selector.Best(candidates, capacity, quotas)!;
        var isSelected = Holds(official, own);
        var (low, high) = isSelected ? (0, own.Score) : (own.Score, FullMarks);
        if (!isSelected && !Holds(With(FullMarks), own))
        {
            return new(false, null, null);
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Holds(With(middle), own))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return isSelected
            ? new(true, low, low > 0 ? First(With(low - 1), official) : null)
            : new(false, low, Last(official, With(low)));

        IReadOnlyList<Candidate> With(int score)
        {
            var at = Array.FindIndex(others, other => other.Score < score || (other.Score == score && other.Rank > own.Rank));
            at = at < 0 ? others.Length : at;
            Candidate[] order = [.. others[..at], own with { Score = score }, .. others[at..]];
            return Selector.Best([.. order.Select((candidate, i) => candidate with { Rank = i + 1 })], capacity, quotas)!;
        }

        Candidate? First(IReadOnlyList<Candidate> now, IReadOnlyList<Candidate> before) => Official(now.Where(candidate => !Holds(before, candidate)).Select(candidate => (Guid?)candidate.ApplicationId).FirstOrDefault());

        Candidate? Last(IReadOnlyList<Candidate> before, IReadOnlyList<Candidate> now) => Official(before.Where(candidate => !Holds(now, candidate)).Select(candidate => (Guid?)candidate.ApplicationId).LastOrDefault());

        Candidate? Official(Guid? id) => id is { } known ? candidates.First(candidate => candidate.ApplicationId == known) : null;
    }

    private static bool Holds(IReadOnlyList<Candidate> selection, Candidate one) => selection.Any(candidate => candidate.ApplicationId == one.ApplicationId);
}
