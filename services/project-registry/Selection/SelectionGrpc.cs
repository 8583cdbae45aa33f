using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Selection.Explanations;
using Platform.ProjectRegistry.Selection.Runs;
using Platform.ProjectRegistry.Selection.Stability;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>What stands behind a selection; each call is one use case, all of them for officials.</summary>
[Authorize(Roles = Roles.Official)]
public sealed class SelectionGrpc(Store store, Catalogue catalogue) : SelectionService.SelectionServiceBase
{
    public override Task<StabilityMessage> AssessStability(BatchStepRequest request, ServerCallContext context) =>
        Stability.AssessStability.RunAsync(store, context, request);

    public override Task<StabilityMessage> GetStability(GetStabilityRequest request, ServerCallContext context) =>
        Stability.GetStability.RunAsync(store, context, request);

    public override Task<Explanation> GetExplanation(GetExplanationRequest request, ServerCallContext context) =>
        Explanations.GetExplanation.RunAsync(store, catalogue, context, request);

    public override Task<SelectionRun> RunWhatIf(RunWhatIfRequest request, ServerCallContext context) =>
        Runs.RunWhatIf.RunAsync(store, catalogue, context, request);

    public override Task<ListSelectionRunsResponse> ListSelectionRuns(ListSelectionRunsRequest request, ServerCallContext context) =>
        ReadRuns.ListAsync(store, context, request);

    public override Task<SelectionRun> GetSelectionRun(GetSelectionRunRequest request, ServerCallContext context) =>
        ReadRuns.GetAsync(store, catalogue, context, request);

    public override Task<RunComparison> CompareSelectionRun(GetSelectionRunRequest request, ServerCallContext context) =>
        CompareRun.RunAsync(store, catalogue, context, request);

    public override Task<Reproduction> ReproduceSelectionRun(GetSelectionRunRequest request, ServerCallContext context) =>
        ReadRuns.ReproduceAsync(store, context, request);
}
