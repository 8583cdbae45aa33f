using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>Score sheets: who may file and see them.</summary>
public sealed class ReviewGrpc(Store store, TimeProvider clock) : ReviewService.ReviewServiceBase
{
    private const string Both = $"{Roles.Reviewer},{Roles.Official}";

    [Authorize(Roles = Roles.Reviewer)]
    public override Task<Review> FileReview(FileReviewRequest request, ServerCallContext context) =>
        Reviews.FileReview.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Reviewer)]
    public override Task<ReviewDraft> SaveReviewDraft(SaveReviewDraftRequest request, ServerCallContext context) =>
        Reviews.SaveReviewDraft.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Reviewer)]
    public override Task<OwnSheet> GetOwnSheet(GetOwnSheetRequest request, ServerCallContext context) =>
        Reviews.GetOwnSheet.RunAsync(store, clock, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<OwnSheet> ReopenReview(ReopenReviewRequest request, ServerCallContext context) =>
        Reviews.ReopenReview.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ExcludeReviewerResponse> ExcludeReviewer(ExcludeReviewerRequest request, ServerCallContext context) =>
        Reviews.ExcludeReviewer.RunAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<ListReviewsResponse> ListReviews(ListReviewsRequest request, ServerCallContext context) =>
        Reviews.ListReviews.RunAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<ListReviewVersionsResponse> ListReviewVersions(ListReviewVersionsRequest request, ServerCallContext context) =>
        Reviews.ListReviewVersions.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ReviewRules> SetReviewRules(SetReviewRulesRequest request, ServerCallContext context) =>
        ReviewRulesOfBatch.SetAsync(store, context, request);

    [Authorize]
    public override Task<ReviewRules> GetReviewRules(GetReviewRulesRequest request, ServerCallContext context) =>
        ReviewRulesOfBatch.GetAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ScoreAnalysis> GetScoreAnalysis(GetScoreAnalysisRequest request, ServerCallContext context) =>
        Reviews.GetScoreAnalysis.RunAsync(store, context, request);
}
