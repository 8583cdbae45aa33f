using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>A reviewer gives an application back; whoever published the assignment is told of the gap.</summary>
internal static class DeclineAssignment
{
    public static Task<MyAssignment> RunAsync(Store store, ServerCallContext call, DeclineAssignmentRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.ApplicationId);
            var pair = await AssignmentRow.ReadAsync(change, id, change.Caller.Subject);
            if (pair is not { State: AssignmentState.Published })
            {
                throw AssignmentErrors.NotAssigned.ToException();
            }

            var (batchState, application) = await ApplicationRow.LockAsync(change, id, LockOfBatch.Share);
            if (batchState != BatchState.UnderReview || application.State != ApplicationState.UnderReview)
            {
                throw AssignmentErrors.NotUnderReview.ToException();
            }

            // Read again behind the lock: the sheet may just have been filed, or the pair removed.
            pair = await AssignmentRow.ReadAsync(change, id, change.Caller.Subject);
            if (pair is not { State: AssignmentState.Published })
            {
                throw AssignmentErrors.NotAssigned.ToException();
            }

            if (pair.Filed)
            {
                throw AssignmentErrors.FiledByCaller.ToException();
            }

            var mine = await ListMyAssignments.OneAsync(change, id);
            await AssignmentRow.EndAsync(change, id, change.Caller.Subject, AssignmentState.Declined, request.Reason);
            Notify.Account(change, pair.PublishedBy, new Message(
                "assignment.declined", $"一名评审专家谢绝了“{application.ProjectName}”，请补充分配。", $"A reviewer declined “{application.ProjectName}”: assign another one.",
                $"/batches/{application.BatchId}/assignments"));
            change.Audit("assignment.decline", "application", request.ApplicationId);
            mine.State = AssignmentState.Declined;
            return mine;
        });
}
