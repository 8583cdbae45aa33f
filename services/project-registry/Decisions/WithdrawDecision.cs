using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Decisions;

/// <summary>PROPOSED → WITHDRAWN by who proposed it.</summary>
internal static class WithdrawDecision
{
    public static Task<Decision> RunAsync(Store store, ServerCallContext call, DecisionStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var decision = await DecisionRow.LockPendingAsync(change, request.DecisionId);
            if (decision.ProposedBy != change.Caller.Subject)
            {
                throw DecisionErrors.NotTheProposer.ToException();
            }

            await decision.EndAsync(change, DecisionState.Withdrawn);
            change.Audit("decision.withdraw", "decision", request.DecisionId, new { kind = decision.Kind.ToString(), decision.SubjectId });
            return (await DecisionRow.ReadAsync(change, decision.DecisionId)).ToMessage(change.Caller);
        });
}
