using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>Who may call what of a rubric.</summary>
public sealed class RubricGrpc(Store store) : RubricService.RubricServiceBase
{
    [Authorize(Roles = Roles.Official)]
    public override Task<RubricVersion> CreateRubric(CreateRubricRequest request, ServerCallContext context) =>
        Rubrics.CreateRubric.RunAsync(store, context, request);

    [Authorize]
    public override Task<ListRubricsResponse> ListRubrics(ListRubricsRequest request, ServerCallContext context) =>
        Rubrics.ListRubrics.RunAsync(store, context, request);

    [Authorize]
    public override async Task<RubricVersion> GetRubricVersion(GetRubricVersionRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        var row = await RubricVersionRow.ReadAsync(connection, Guid.Parse(request.RubricVersionId), context.CancellationToken);
        return row.State == RubricState.Draft && !Caller.Of(context).Is(Roles.Official) ? throw RubricErrors.NotFound.ToException() : row.ToMessage();
    }

    [Authorize(Roles = Roles.Official)]
    public override Task<RubricVersion> CreateRubricVersion(CreateRubricVersionRequest request, ServerCallContext context) =>
        Rubrics.CreateRubricVersion.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<RubricVersion> UpdateRubricVersion(UpdateRubricVersionRequest request, ServerCallContext context) =>
        Rubrics.UpdateRubricVersion.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<RubricVersion> PublishRubricVersion(RubricVersionStepRequest request, ServerCallContext context) =>
        Rubrics.PublishRubricVersion.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<RubricVersion> RecallRubricVersion(RubricVersionStepRequest request, ServerCallContext context) =>
        Rubrics.RecallRubricVersion.RunAsync(store, context, request);
}
