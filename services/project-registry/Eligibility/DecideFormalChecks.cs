using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>FORMAL_CHECK → UNDER_REVIEW for each application of a batch that no rule blocks, checked anew in the same transaction.</summary>
internal static class DecideFormalChecks
{
    private const int Told = 200;

    public static Task<DecideFormalChecksResponse> RunAsync(Store store, ServerCallContext call, DecideFormalChecksRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batchId = Guid.Parse(request.BatchId);
            var checks = await RuleRun.RunAsync(change, batchId, await RunEligibility.LockAsync(change, batchId, only: null));
            var passing = checks.ToLookup(check => PassingFormalCheck.Blocker(check.Value, request.Statement) is null, check => check.Key);
            Guid[] passed = [.. passing[true]], blocked = [.. passing[false].Order()];
            await MoveAsync(change, passed);
            // A statement stands only where it was needed.
            var stated = passed.ToLookup(id => checks[id].Any(rule => rule.IsOpen));
            await PassingFormalCheck.WriteAsync(change, [.. stated[true]], passed: true, request.Statement);
            await PassingFormalCheck.WriteAsync(change, [.. stated[false]], passed: true, "");
            foreach (var id in passed)
            {
                change.Audit("application.decide-formal-check", "application", id.ToString(), new { Passed = true });
            }

            change.Audit("batch.decide-formal-checks", "batch", request.BatchId, new { passed = passed.Length, blocked = blocked.Length });
            return new DecideFormalChecksResponse
            {
                Passed = passed.Length, Blocked = blocked.Length, BlockedApplicationIds = { blocked.Take(Told).Select(id => id.ToString()) },
            };
        });

    private static Task MoveAsync(Change change, Guid[] ids)
    {
        const string sql = "update application set state = @to, version = version + 1, decision_reason = '' where application_id = any(@ids)";
        return change.ExecuteAsync(sql, new { ids, to = (short)ApplicationSteps.Take(ApplicationState.FormalCheck, ApplicationStep.PassFormalCheck) });
    }
}
