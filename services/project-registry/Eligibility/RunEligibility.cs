using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>Checks what is in the formal check and stores the results; no application moves.</summary>
internal static class RunEligibility
{
    public static Task<RunEligibilityResponse> RunAsync(Store store, ServerCallContext call, RunEligibilityRequest request)
    {
        var only = Ids.Optional(request.ApplicationId, "application_id");
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var ids = await LockAsync(change, Guid.Parse(request.BatchId), only);
            var checks = await RuleRun.RunAsync(change, Guid.Parse(request.BatchId), ids);
            var blocked = checks.Values.Count(rules => rules.Any(rule => rule.Fails));
            var open = checks.Values.Count(rules => !rules.Any(rule => rule.Fails) && rules.Any(rule => rule.IsOpen));
            change.Audit("batch.run-eligibility", "batch", request.BatchId, new { @checked = checks.Count, blocked, open });
            return new RunEligibilityResponse { Checked = checks.Count, Passable = checks.Count - blocked - open, NeedingStatement = open, Blocked = blocked };
        });
    }

    /// <summary>Locks the batch, then its applications in the formal check.</summary>
    /// <param name="only">This one alone; null: all.</param>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, WRONG_STATE.</exception>
    internal static async Task<IReadOnlyList<Guid>> LockAsync(Change change, Guid batchId, Guid? only)
    {
        var batch = await BatchRow.LockAsync(change, batchId);
        if (batch.State != BatchState.FormalCheck)
        {
            throw BatchErrors.WrongState(batch.State, BatchState.FormalCheck).ToException();
        }

        const string sql = """
            select application_id from application
            where batch_id = @batchId and submitted_at is not null and state = @state and (@only::uuid is null or application_id = @only)
            order by application_id
            for update
            """;
        var ids = await change.QueryAsync<Guid>(sql, new { batchId, state = (short)ApplicationState.FormalCheck, only });
        return only is null || ids.Count > 0 ? ids : throw ApplicationErrors.NotFound.ToException();
    }
}
