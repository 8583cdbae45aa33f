using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>Throws a draft away; published versions stay as they are.</summary>
internal static class DiscardPolicyDraft
{
    public static Task<DiscardPolicyDraftResponse> RunAsync(Store store, ServerCallContext call, PolicyStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var draft = await PublishPolicy.DraftAsync(change, request);
            await change.ExecuteAsync("delete from policy_version where policy_code = @PolicyCode and version = @Version and state = 1", new { draft.PolicyCode, draft.Version });
            change.Audit("policy.discard-draft", "policy", draft.PolicyCode, new { draft.Version });
            return new DiscardPolicyDraftResponse();
        });
}
