using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;
using Platform.ProjectRegistry.Selection.Runs;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>
/// The official run: computed for the batch's own capacity and quotas, written into the ranking and stored with its complete inputs.
/// Quotas that clash leave everything as it was.
/// </summary>
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
            var inputs = await ReadInputs.RunAsync(change.Connection, batch, change.Cancellation);
            var decision = RunDecision.Of(inputs);
            RefuseOtherRanking(rows, decision);
            if (decision.Selection.Explained is not { } outcomes)
            {
                throw SelectionErrors.QuotasClash(decision.Selection.Clashes, decision.Selection.Nearest, catalogue).ToException();
            }

            await StoredSelection.WriteAsync(change, batch, outcomes);
            await SelectionRunRow.SupersedeAsync(change, batch.BatchId);
            var run = await SelectionRunRow.InsertAsync(change, SelectionRunKind.Official, "", null, null, inputs, decision.ToOutput(batch.Capacity));
            change.Audit("batch.select", "batch", batch.BatchId.ToString(), new { selected = run.SelectedCount, run = run.RunId, output = Convert.ToHexStringLower(run.OutputSha256) });
            return SelectionReply.Feasible(batch, rows, outcomes, catalogue, Languages.Of(call));
        });

    /// <summary>The stored ranking must follow from the counted sheets, or the run could never be reproduced.</summary>
    private static void RefuseOtherRanking(IReadOnlyList<RankedRow> rows, RunDecision decision)
    {
        var same = rows.Select(row => (row.Rank, row.ApplicationId, row.TotalScore, row.VetoedBy))
            .SequenceEqual(decision.Ranking.Select(place => (place.Rank, place.Sums.ApplicationId, place.Total, decision.Vetoed[place.Sums.ApplicationId])));
        if (!same)
        {
            throw SelectionErrors.RankingDiffers.ToException();
        }
    }
}
