using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>The pool of reviewers is kept by officials; a reviewer sees the own entry and declares conflicts.</summary>
public sealed class ReviewerGrpc(Store store, Catalogue catalogue) : ReviewerService.ReviewerServiceBase
{
    private const string Both = $"{Roles.Official},{Roles.Reviewer}";

    [Authorize(Roles = Roles.Official)]
    public override Task<Reviewer> CreateReviewer(CreateReviewerRequest request, ServerCallContext context) =>
        Reviewers.CreateReviewer.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Reviewer> UpdateReviewer(UpdateReviewerRequest request, ServerCallContext context) =>
        Reviewers.UpdateReviewer.RunAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Reviewer> RetireReviewer(ReviewerStepRequest request, ServerCallContext context) =>
        SetReviewerActive.RunAsync(store, context, request, active: false);

    [Authorize(Roles = Roles.Official)]
    public override Task<Reviewer> ReinstateReviewer(ReviewerStepRequest request, ServerCallContext context) =>
        SetReviewerActive.RunAsync(store, context, request, active: true);

    [Authorize(Roles = Both)]
    public override Task<Reviewer> GetReviewer(GetReviewerRequest request, ServerCallContext context) =>
        ReadReviewers.GetAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ListReviewersResponse> ListReviewers(ListReviewersRequest request, ServerCallContext context) =>
        ReadReviewers.ListAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<DeclaredConflict> DeclareConflict(DeclareConflictRequest request, ServerCallContext context) =>
        Reviewers.DeclareConflict.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<DeclaredConflict> LiftConflict(LiftConflictRequest request, ServerCallContext context) =>
        Reviewers.LiftConflict.RunAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<ListConflictsResponse> ListConflicts(ListConflictsRequest request, ServerCallContext context) =>
        Reviewers.ListConflicts.RunAsync(store, context, request);
}
