using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>Score sheets: who may file and see them.</summary>
public sealed class ReviewGrpc(Store store) : ReviewService.ReviewServiceBase
{
    [Authorize(Roles = Roles.Reviewer)]
    public override Task<Review> FileReview(FileReviewRequest request, ServerCallContext context) =>
        Reviews.FileReview.RunAsync(store, context, request);

    [Authorize(Roles = $"{Roles.Reviewer},{Roles.Official}")]
    public override Task<ListReviewsResponse> ListReviews(ListReviewsRequest request, ServerCallContext context) =>
        Reviews.ListReviews.RunAsync(store, context, request);
}
