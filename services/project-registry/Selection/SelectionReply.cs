using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>A selection, or why there is none, as the contract tells it.</summary>
internal static class SelectionReply
{
    public static SelectionMessage Feasible(
        BatchRow batch, IReadOnlyList<RankedRow> rows, IReadOnlyList<CandidateOutcome> outcomes, Catalogue catalogue, Language language)
    {
        var byRank = rows.ToDictionary(row => row.Rank);
        var selected = outcomes.Where(outcome => outcome.Outcome == SelectionOutcome.Selected).ToList();
        return new SelectionMessage
        {
            Feasible = true,
            Selected = { selected.Select(ToMessage) },
            Waitlisted = { outcomes.Where(outcome => outcome.Outcome == SelectionOutcome.Waitlisted).Select(ToMessage) },
            TotalScore = Points.Exact(selected.Sum(outcome => (long)outcome.Candidate.Score)),
            EmptySeats = batch.Capacity - selected.Count,
        };

        RankedApplication ToMessage(CandidateOutcome outcome) =>
            byRank[outcome.Candidate.Rank].ToMessage(batch, outcome.Outcome, outcome.Reason, outcome.Kind, catalogue, language);
    }

    public static SelectionMessage Infeasible(
        IReadOnlyList<QuotaClash> clashes, IReadOnlyList<ClassQuota> nearest, Catalogue catalogue, Language language) => new()
        {
            Clashes =
            {
                clashes.Select(clash => new Registry.V1.QuotaClash
                {
                    Classes = { clash.Classes.Select(one => new Registry.V1.QuotaClass { Kind = one.Kind, Code = one.Code }) },
                    Reason = ErrorReason.QuotasClash,
                    Message = ClashSentences.Of(clash, catalogue, language),
                }),
            },
            NearestQuotas = { nearest.Select(QuotaMessages.ToMessage) },
        };
}
