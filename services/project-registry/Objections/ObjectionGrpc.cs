using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Objections;

/// <summary>Objections: filed and followed by the public, answered by officials.</summary>
public sealed class ObjectionGrpc(Store store) : ObjectionService.ObjectionServiceBase
{
    [AllowAnonymous]
    public override Task<FiledObjection> FileObjection(FileObjectionRequest request, ServerCallContext context) =>
        Objections.FileObjection.RunAsync(store, context, request);

    [AllowAnonymous]
    public override Task<AttachedFile> AddObjectionEvidence(IAsyncStreamReader<AddObjectionEvidenceRequest> requestStream, ServerCallContext context) =>
        Objections.AddObjectionEvidence.RunAsync(store, context, requestStream);

    [AllowAnonymous]
    public override Task<ObjectionReceipt> GetObjectionByReceipt(GetObjectionByReceiptRequest request, ServerCallContext context) =>
        ReadObjections.ByReceiptAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ListObjectionsResponse> ListObjections(ListObjectionsRequest request, ServerCallContext context) =>
        ReadObjections.ListAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Objection> GetObjection(GetObjectionRequest request, ServerCallContext context) =>
        ReadObjections.GetAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Objection> TakeObjection(ObjectionStepRequest request, ServerCallContext context) =>
        AnswerObjection.TakeAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Objection> DismissObjection(DismissObjectionRequest request, ServerCallContext context) =>
        AnswerObjection.DismissAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<FillVacanciesResponse> FillVacancies(BatchStepRequest request, ServerCallContext context) =>
        Notices.FillVacancies.RunAsync(store, context, request);
}
