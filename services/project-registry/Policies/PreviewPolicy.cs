using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Entitlements;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>Computes what publishing the draft would change for whom, and stores nothing.</summary>
internal static class PreviewPolicy
{
    public static Task<PolicyPreview> RunAsync(Store store, ServerCallContext call, PolicyStepRequest request) =>
        store.ChangeAsync(call, "", request, async change =>
        {
            var draft = await PublishPolicy.DraftAsync(change, request);
            var book = (await PolicyBook.ReadAsync(change)).With(PolicyBook.Compile(draft.Content));
            var difference = await RecomputeEntitlements.CompareAsync(change, book, draft.PolicyCode);
            var names = await FirmNames.ReadAsync(change, [.. difference.Steps.Take(Difference.MostTold).Select(step => step.Key.OrganisationCode)]);
            return new PolicyPreview { PolicyCode = draft.PolicyCode, Version = draft.Version, Difference = difference.ToMessage(names) };
        });
}
