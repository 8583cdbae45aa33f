using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Plans;

/// <summary>Who may read and set a project's plan.</summary>
public sealed class PlanGrpc(Store store) : PlanService.PlanServiceBase
{
    [Authorize(Roles = $"{Roles.Official},{Roles.Enterprise}")]
    public override async Task<ProjectPlan> GetPlan(GetPlanRequest request, ServerCallContext context)
    {
        var id = Guid.Parse(request.ProjectId);
        await using var connection = await store.OpenAsync(context.CancellationToken);
        await ProjectReaders.RequireAsync(connection, Caller.Of(context), id, context.CancellationToken);
        return (await PlanRow.ReadAsync(connection, null, id, context.CancellationToken)).ToMessage();
    }

    [Authorize(Roles = Roles.Official)]
    public override Task<ProjectPlan> SetPlan(SetPlanRequest request, ServerCallContext context) =>
        Plans.SetPlan.RunAsync(store, context, request);
}
