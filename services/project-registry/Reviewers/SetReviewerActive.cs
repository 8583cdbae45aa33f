using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>Retires a reviewer, or takes a retired one back. Published assignments stay as they are.</summary>
internal static class SetReviewerActive
{
    public static Task<Reviewer> RunAsync(Store store, ServerCallContext call, ReviewerStepRequest request, bool active) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var stored = await ReviewerRow.LockAsync(change, request.ReviewerId, request.Etag);
            if (stored.Active == active)
            {
                throw ReviewerErrors.ActiveAlready(active).ToException();
            }

            await change.ExecuteAsync("update reviewer set active = @active, version = version + 1 where reviewer_id = @ReviewerId", new { active, stored.ReviewerId });
            change.Audit(active ? "reviewer.reinstate" : "reviewer.retire", "reviewer", stored.ReviewerId);
            return (await ReviewerRow.ReadAsync(change, stored.ReviewerId)).ToMessage();
        });
}
