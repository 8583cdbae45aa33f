using System.Globalization;

namespace Platform.TechTransfer.Challenges;

/// <summary>What a proposal is ranked by.</summary>
/// <param name="Evaluations">One a list of scores 0–100 in the order of the criteria; those of evaluators with a conflict are left out before.</param>
public sealed record ScoredProposal(Guid ProposalId, long PriceFen, DateTimeOffset SubmittedAt, IReadOnlyList<int[]> Evaluations);

/// <summary>
/// Ranks proposals by the mean of their evaluations, each Σ weight·score; ties by the lower price, then the earlier submission, then
/// the id. Exact: means are compared as fractions, and only what is shown is rounded.
/// </summary>
public static class ProposalScores
{
    /// <param name="weightsBp">Hundredths of a percent, by criterion.</param>
    /// <returns>Best first; those without evaluations last.</returns>
    public static IReadOnlyList<ScoredProposal> Rank(IReadOnlyList<int> weightsBp, IEnumerable<ScoredProposal> proposals) =>
    [
        .. proposals
            .OrderByDescending(proposal => proposal.Evaluations.Count > 0)
            .ThenByDescending(proposal => Mean(weightsBp, proposal.Evaluations), Comparer<(long Sum, int Count)>.Create(Compare))
            .ThenBy(proposal => proposal.PriceFen)
            .ThenBy(proposal => proposal.SubmittedAt)
            .ThenBy(proposal => proposal.ProposalId),
    ];

    /// <summary>0–100 with four decimals, half away from zero; empty without evaluations.</summary>
    public static string Text(IReadOnlyList<int> weightsBp, IReadOnlyList<int[]> evaluations)
    {
        var (sum, count) = Mean(weightsBp, evaluations);
        return count == 0 ? "" : decimal.Round(sum / (10_000m * count), 4, MidpointRounding.AwayFromZero).ToString("0.0000", CultureInfo.InvariantCulture);
    }

    private static (long Sum, int Count) Mean(IReadOnlyList<int> weightsBp, IReadOnlyList<int[]> evaluations) =>
        (evaluations.Sum(scores => scores.Zip(weightsBp, (score, weight) => (long)score * weight).Sum()), evaluations.Count);

    private static int Compare((long Sum, int Count) left, (long Sum, int Count) right) => (left.Sum * right.Count).CompareTo(right.Sum * left.Count);
}
