using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Decisions;

/// <summary>PROPOSED → REFUSED by a second official; its subject stays as it is.</summary>
internal static class RefuseDecision
{
    public static Task<Decision> RunAsync(Store store, ServerCallContext call, RefuseDecisionRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var decision = await DecisionRow.LockPendingAsync(change, request.DecisionId);
            decision.RequireSecond(change.Caller);
            await decision.EndAsync(change, DecisionState.Refused, request.Reason);
            Notify.Account(change, decision.ProposedBy, new Message(
                "decision.refused", $"您提出的关于“{decision.SubjectName}”的决定未通过复核。", $"Your decision about “{decision.SubjectName}” was refused.", "/decisions"));
            change.Audit("decision.refuse", "decision", request.DecisionId, new { kind = decision.Kind.ToString(), decision.SubjectId });
            return (await DecisionRow.ReadAsync(change, decision.DecisionId)).ToMessage(change.Caller);
        });
}
