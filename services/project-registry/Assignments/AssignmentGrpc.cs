using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>Officials assign; reviewers see and decline their own.</summary>
public sealed class AssignmentGrpc(Store store, Catalogue catalogue, TimeProvider clock) : AssignmentService.AssignmentServiceBase
{
    [Authorize(Roles = Roles.Official)]
    public override Task<AssignmentPlan> ProposeAssignments(ProposeAssignmentsRequest request, ServerCallContext context) =>
        Assignments.ProposeAssignments.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<AssignmentPlan> GetAssignmentPlan(GetAssignmentPlanRequest request, ServerCallContext context) =>
        Assignments.GetAssignmentPlan.RunAsync(store, catalogue, clock, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<AssignmentPlan> AdjustAssignment(AdjustAssignmentRequest request, ServerCallContext context) =>
        Assignments.AdjustAssignment.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<AssignmentPlan> PublishAssignments(PublishAssignmentsRequest request, ServerCallContext context) =>
        Assignments.PublishAssignments.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Reviewer)]
    public override Task<MyAssignment> DeclineAssignment(DeclineAssignmentRequest request, ServerCallContext context) =>
        Assignments.DeclineAssignment.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Reviewer)]
    public override Task<ListMyAssignmentsResponse> ListMyAssignments(ListMyAssignmentsRequest request, ServerCallContext context) =>
        Assignments.ListMyAssignments.RunAsync(store, context, request);
}
