using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>Computes the selection for given capacity and quotas; stores nothing.</summary>
internal static class PreviewSelection
{
    public static async Task<SelectionMessage> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, SelectionRequest request)
    {
        var quotas = QuotaMessages.Read(request.Quotas, catalogue);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var stored = await BatchRow.ReadAsync(connection, Guid.Parse(request.BatchId), call.CancellationToken);
        Etag.Check(request.Etag, stored.Version);
        if (stored.State < BatchState.Ranked)
        {
            throw ReviewErrors.NotRanked.ToException();
        }

        var rows = await RankedRow.ReadAsync(connection, stored.BatchId, call.CancellationToken);
        var batch = stored.With(request.Capacity, quotas);
        return SelectionDecision.Of(batch, rows) switch
        {
            { Explained: { } outcomes } => SelectionReply.Feasible(batch, rows, outcomes, catalogue, Languages.Of(call)),
            var decision => SelectionReply.Infeasible(decision.Clashes, decision.Nearest, catalogue, Languages.Of(call)),
        };
    }
}
