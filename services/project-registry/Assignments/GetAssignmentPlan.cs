using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>The pairs as they stand.</summary>
internal static class GetAssignmentPlan
{
    public static async Task<AssignmentPlan> RunAsync(Store store, Catalogue catalogue, TimeProvider clock, ServerCallContext call, GetAssignmentPlanRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var batch = await BatchRow.ReadAsync(connection, Guid.Parse(request.BatchId), call.CancellationToken);
        var board = await AssignmentBoard.ReadAsync(connection, batch, clock.GetUtcNow(), call.CancellationToken);
        return PlanReply.Of(board, catalogue, Languages.Of(call));
    }
}
