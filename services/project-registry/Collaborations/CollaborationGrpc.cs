using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>Who may call what of a collaboration; each call is one use case.</summary>
[Authorize(Roles = $"{Roles.Official},{Roles.Enterprise},{Roles.University}")]
public sealed class CollaborationGrpc(Store store, TimeProvider clock) : CollaborationService.CollaborationServiceBase
{
    public override Task<Collaboration> ProposeCollaboration(ProposeCollaborationRequest request, ServerCallContext context) =>
        Collaborations.ProposeCollaboration.RunAsync(store, context, request);

    public override Task<Collaboration> ConsentToCollaboration(ConsentRequest request, ServerCallContext context) =>
        Collaborations.ConsentToCollaboration.RunAsync(store, context, request);

    public override Task<Collaboration> ReviseCollaboration(ReviseCollaborationRequest request, ServerCallContext context) =>
        Collaborations.ReviseCollaboration.RunAsync(store, context, request);

    public override Task<Collaboration> DeclineCollaboration(EndCollaborationRequest request, ServerCallContext context) =>
        EndCollaboration.RunAsync(store, context, request, CollaborationStep.Decline);

    public override Task<Collaboration> TerminateCollaboration(EndCollaborationRequest request, ServerCallContext context) =>
        EndCollaboration.RunAsync(store, context, request, CollaborationStep.Terminate);

    public override Task<Collaboration> FulfilCommitment(FulfilCommitmentRequest request, ServerCallContext context) =>
        Collaborations.FulfilCommitment.RunAsync(store, context, request);

    public override Task<Collaboration> GetCollaboration(GetCollaborationRequest request, ServerCallContext context) =>
        ReadCollaborations.GetAsync(store, clock, context, request);

    public override Task<ListCollaborationsResponse> ListCollaborations(ListCollaborationsRequest request, ServerCallContext context) =>
        ReadCollaborations.ListAsync(store, clock, context, request);
}
