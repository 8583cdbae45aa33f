using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>Stores the selection for the batch's own capacity and quotas. Quotas that clash leave everything as it was.</summary>
internal static class SelectProjects
{
    public static Task<SelectionMessage> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, BatchStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            if (batch.State != BatchState.Ranked)
            {
                throw BatchErrors.WrongState(batch.State, BatchState.Ranked).ToException();
            }

            var rows = await RankedRow.ReadAsync(change.Connection, batch.BatchId, change.Cancellation);
            var decision = SelectionDecision.Of(batch, rows);
            if (decision.Explained is not { } outcomes)
            {
                throw SelectionErrors.QuotasClash(decision.Clashes, decision.Nearest, catalogue).ToException();
            }

            await StoredSelection.WriteAsync(change, batch, outcomes);
            var selected = outcomes.Count(outcome => outcome.Outcome == SelectionOutcome.Selected);
            change.Audit("batch.select", "batch", batch.BatchId.ToString(), new { selected });
            return SelectionReply.Feasible(batch, rows, outcomes, catalogue, Languages.Of(call));
        });
}
