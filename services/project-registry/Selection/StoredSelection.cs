using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>The selection as it stands in the ranking.</summary>
internal static class StoredSelection
{
    public static async Task WriteAsync(Change change, BatchRow batch, IReadOnlyList<CandidateOutcome> outcomes)
    {
        const string places = """
            update ranking r set outcome = o.outcome, outcome_reason = o.reason, outcome_kind = o.kind
            from unnest(@ranks, @outcomes, @reasons, @kinds) as o (rank, outcome, reason, kind)
            where r.batch_id = @BatchId and r.rank = o.rank and (r.outcome, r.outcome_reason, r.outcome_kind) is distinct from (o.outcome, o.reason, o.kind)
            """;
        await change.ExecuteAsync(places, new
        {
            batch.BatchId,
            ranks = outcomes.Select(outcome => outcome.Candidate.Rank).ToArray(),
            outcomes = outcomes.Select(outcome => (short)outcome.Outcome).ToArray(),
            reasons = outcomes.Select(outcome => (short)outcome.Reason).ToArray(),
            kinds = outcomes.Select(outcome => (short)outcome.Kind).ToArray(),
        });
        // A vetoed application is no candidate, but its end is known as that of the others.
        const string vetoed = "update ranking set outcome = @outcome where batch_id = @BatchId and vetoed_by <> ''";
        await change.ExecuteAsync(vetoed, new { outcome = (short)SelectionOutcome.NotSelected, batch.BatchId });
        const string stamp = "update batch set selected_at = @Now, version = version + 1 where batch_id = @BatchId";
        await change.ExecuteAsync(stamp, new { change.Now, batch.BatchId });
    }

    /// <summary>Takes the selection back, as what it was made from has changed.</summary>
    public static async Task VoidAsync(Change change, BatchRow batch)
    {
        if (batch.SelectedAt is null)
        {
            return;
        }

        await Runs.SelectionRunRow.SupersedeAsync(change, batch.BatchId);
        await change.ExecuteAsync("update batch set selected_at = null where batch_id = @BatchId", new { batch.BatchId });
        const string places = "update ranking set outcome = @none, outcome_reason = 0, outcome_kind = 0 where batch_id = @BatchId and outcome <> @none";
        await change.ExecuteAsync(places, new { batch.BatchId, none = (short)SelectionOutcome.Unspecified });
    }
}
