using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Milestones;

/// <summary>Who may call what of a milestone.</summary>
public sealed class MilestoneGrpc(Store store, TimeProvider clock) : MilestoneService.MilestoneServiceBase
{
    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Milestone> ProposeMilestone(ProposeMilestoneRequest request, ServerCallContext context) =>
        Milestones.ProposeMilestone.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Milestone> ChangeMilestone(ChangeMilestoneRequest request, ServerCallContext context) =>
        Milestones.ProposeMilestone.ChangeAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Milestone> AgreeMilestone(MilestoneStepRequest request, ServerCallContext context) =>
        StepMilestone.RunAsync(store, context, request, MilestoneStep.Agree);

    [Authorize(Roles = Roles.Official)]
    public override Task<Milestone> DeclineMilestone(MilestoneStepRequest request, ServerCallContext context) =>
        StepMilestone.RunAsync(store, context, request, MilestoneStep.Decline);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Milestone> CompleteMilestone(MilestoneStepRequest request, ServerCallContext context) =>
        StepMilestone.RunAsync(store, context, request, MilestoneStep.Complete);

    [Authorize(Roles = Roles.Official)]
    public override Task<Milestone> ConfirmMilestone(MilestoneStepRequest request, ServerCallContext context) =>
        StepMilestone.RunAsync(store, context, request, MilestoneStep.Confirm);

    [Authorize(Roles = Roles.Official)]
    public override Task<Milestone> ReturnMilestone(MilestoneStepRequest request, ServerCallContext context) =>
        StepMilestone.RunAsync(store, context, request, MilestoneStep.Return);

    [Authorize(Roles = $"{Roles.Official},{Roles.Enterprise}")]
    public override Task<ListMilestonesResponse> ListMilestones(ListMilestonesRequest request, ServerCallContext context) =>
        Milestones.ListMilestones.RunAsync(store, clock, context, request);
}
