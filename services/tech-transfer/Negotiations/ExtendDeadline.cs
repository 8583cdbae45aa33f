using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Moves the present stage's deadline to a later day. It takes one side alone, as either may withdraw at any time.</summary>
internal static class ExtendDeadline
{
    /// <summary>[choice] Further away than a quarter nobody waits for anything.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(90);

    private const string Update = "update negotiation set due_at = @due, version = version + 1 where negotiation_id = @NegotiationId";

    public static Task<Negotiation> RunAsync(Store store, ExtendDeadlineRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            Etag.Check(request.Etag, row.Version);
            NegotiationMove.MustBeOpen(row);
            var due = request.DueTime.ToDateTimeOffset();
            if (row.RunningDue is not { } present || due <= present || due <= change.Now || due > change.Now + Furthest)
            {
                throw NegotiationErrors.DeadlineNotLater.ToException();
            }

            await change.ExecuteAsync(Update, new { row.NegotiationId, due });
            NegotiationActs.Write(change, row.NegotiationId, NegotiationActKind.DeadlineExtended, row.Stage, request.Reason);
            NegotiationNotices.TellOther(change, row, "negotiation.deadline-extended", "对方延长了本阶段期限。", "the other side has moved this stage's deadline to a later day.");
            change.Audit("negotiation.extend", "negotiation", request.NegotiationId, new { due });
            return (await NegotiationRow.ReadAsync(change, row.NegotiationId))!.ToMessage();
        });
}
