using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Decisions;

/// <summary>PROPOSED → APPROVED by a second official; carried out in the same transaction.</summary>
internal static class ApproveDecision
{
    public static Task<Decision> RunAsync(Store store, DecisionKinds kinds, ServerCallContext call, DecisionStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var decision = await DecisionRow.LockPendingAsync(change, request.DecisionId);
            decision.RequireSecond(change.Caller);
            var kind = kinds.Of(decision.Kind);
            var terms = decision.ReadTerms();
            var subject = await kind.CheckAsync(change, decision.SubjectId, terms);
            if (subject.Version != decision.SubjectVersion)
            {
                throw CommonErrors.EtagMismatch.ToException();
            }

            await decision.EndAsync(change, DecisionState.Approved);
            await kind.ApplyAsync(change, new ApprovedDecision(
                decision.DecisionId, decision.SubjectId, terms, decision.Reason, decision.ProposedBy, change.Caller.Subject));
            Notify.Account(change, decision.ProposedBy, new Message(
                "decision.approved", $"您提出的关于“{decision.SubjectName}”的决定已复核通过。", $"Your decision about “{decision.SubjectName}” was approved.", decision.Link));
            change.Audit("decision.approve", "decision", request.DecisionId, new { kind = decision.Kind.ToString(), decision.SubjectId });
            return (await DecisionRow.ReadAsync(change, decision.DecisionId)).ToMessage(change.Caller);
        });
}
