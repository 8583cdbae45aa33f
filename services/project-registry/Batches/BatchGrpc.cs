using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notices;
using Platform.ProjectRegistry.Pool;
using Platform.ProjectRegistry.Reviews;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>Who may call what of a batch; each call is one use case.</summary>
public sealed class BatchGrpc(Store store, Catalogue catalogue) : BatchService.BatchServiceBase
{
    [Authorize(Roles = Roles.Official)]
    public override Task<Batch> CreateBatch(CreateBatchRequest request, ServerCallContext context) =>
        Batches.CreateBatch.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Batch> CopyBatch(CopyBatchRequest request, ServerCallContext context) =>
        Batches.CopyBatch.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Batch> UpdateBatch(UpdateBatchRequest request, ServerCallContext context) =>
        Batches.UpdateBatch.RunAsync(store, context, request);

    [Authorize]
    public override async Task<Batch> GetBatch(GetBatchRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        return (await BatchRow.ReadAsync(connection, Guid.Parse(request.BatchId), context.CancellationToken)).ToMessage();
    }

    [Authorize]
    public override Task<ListBatchesResponse> ListBatches(ListBatchesRequest request, ServerCallContext context) =>
        Batches.ListBatches.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Batch> OpenBatch(BatchStepRequest request, ServerCallContext context) =>
        Batches.OpenBatch.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Batch> StartFormalCheck(BatchStepRequest request, ServerCallContext context) =>
        Batches.StartFormalCheck.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Batch> StartReview(BatchStepRequest request, ServerCallContext context) =>
        Batches.StartReview.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Ranking> RankBatch(BatchStepRequest request, ServerCallContext context) =>
        Reviews.RankBatch.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = $"{Roles.Official},{Roles.Reviewer}")]
    public override Task<Ranking> GetRanking(GetRankingRequest request, ServerCallContext context) =>
        Reviews.GetRanking.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SelectionMessage> PreviewSelection(SelectionRequest request, ServerCallContext context) =>
        Selection.PreviewSelection.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SelectionMessage> SelectProjects(BatchStepRequest request, ServerCallContext context) =>
        Selection.SelectProjects.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Batch> SetQuotas(SelectionRequest request, ServerCallContext context) =>
        Batches.SetQuotas.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Batch> PublishNotice(BatchStepRequest request, ServerCallContext context) =>
        Notices.PublishNotice.RunAsync(store, context, request);
}
