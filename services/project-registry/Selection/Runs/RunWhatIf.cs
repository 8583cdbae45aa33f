using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Runs;

/// <summary>Stores what the official run would have given with something changed; batch, ranking and official run stay as they are.</summary>
internal static class RunWhatIf
{
    public static Task<SelectionRun> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, RunWhatIfRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batchId = Guid.Parse(request.BatchId);
            await BatchRow.ReadAsync(change, batchId);
            var official = await SelectionRunRow.ReadOfficialAsync(change.Connection, batchId, change.Cancellation);
            var inputs = WhatIfInputs.Of(official.ToInputs(), request.Change, catalogue);
            var decision = RunDecision.Of(inputs);
            if (decision.Selection is { Explained: null } clash)
            {
                throw SelectionErrors.QuotasClash(clash.Clashes, clash.Nearest, catalogue).ToException();
            }

            var row = await SelectionRunRow.InsertAsync(
                change, SelectionRunKind.WhatIf, request.Title.Trim(), official, request.Change, inputs, decision.ToOutput(inputs.Capacity));
            change.Audit("selection.what-if", "batch", request.BatchId, new { run = row.RunId });
            return row.ToMessage();
        });
}
