using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Objections;

/// <summary>FILED → INVESTIGATED by the official who takes it, and INVESTIGATED → DISMISSED with reasons.</summary>
internal static class AnswerObjection
{
    public static Task<Objection> TakeAsync(Store store, ServerCallContext call, ObjectionStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (_, objection) = await ObjectionRow.LockOpenAsync(change, Guid.Parse(request.ObjectionId), request.Etag);
            if (objection.HandledBy != change.Caller.Subject)
            {
                const string sql = "update objection set state = @taken, handled_by = @Subject, version = version + 1 where objection_id = @ObjectionId";
                await change.ExecuteAsync(sql, new { taken = (short)ObjectionState.Investigated, change.Caller.Subject, objection.ObjectionId });
                change.Audit("objection.take", "objection", request.ObjectionId, new { from = objection.HandledBy });
            }

            return await ReadObjections.MessageAsync(change.Connection, change.Caller, objection.ObjectionId, change.Cancellation);
        });

    public static Task<Objection> DismissAsync(Store store, ServerCallContext call, DismissObjectionRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (_, objection) = await ObjectionRow.LockOpenAsync(change, Guid.Parse(request.ObjectionId), request.Etag);
            if (objection.HandledBy != change.Caller.Subject)
            {
                throw ObjectionErrors.NotHandledByCaller.ToException();
            }

            await objection.AnswerAsync(change, ObjectionState.Dismissed, request.Answer);
            change.Audit("objection.dismiss", "objection", request.ObjectionId);
            return await ReadObjections.MessageAsync(change.Connection, change.Caller, objection.ObjectionId, change.Cancellation);
        });
}
