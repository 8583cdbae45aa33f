using Grpc.Core;
using NpgsqlTypes;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Selection.Runs;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Stability;

/// <summary>Resamples the reviewers of the official run that stands and stores what came of it.</summary>
internal static class AssessStability
{
    /// <summary>Processors that one assessment may use; others have calls to answer.</summary>
    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 4);

    public static Task<StabilityMessage> RunAsync(Store store, ServerCallContext call, BatchStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.ReadAsync(change, Guid.Parse(request.BatchId));
            Etag.Check(request.Etag, batch.Version);
            var run = await SelectionRunRow.ReadOfficialAsync(change.Connection, batch.BatchId, change.Cancellation);
            var inputs = run.ToInputs();
            var rules = StabilityRules.Current;
            var (places, resamples) = await Task.Run(() => Compute(inputs, rules, change.Cancellation), change.Cancellation);
            await InsertAsync(change, run, rules, resamples);
            await InsertAsync(change, batch.BatchId, places, resamples, rules);
            change.Audit("selection.assess-stability", "batch", request.BatchId, new { run = run.RunId, resamples });
            return await Stability.GetStability.ReadAsync(change.Connection, new GetStabilityRequest { BatchId = request.BatchId }, change.Cancellation);
        });

    private static (IReadOnlyList<StablePlace> Places, int Resamples) Compute(RunInputs inputs, StabilityRules rules, CancellationToken cancellation)
    {
        var input = StabilityInput.Of(inputs, RunDecision.Of(inputs));
        var resamples = RankStability.ResamplesFor(input, rules);
        return (RankStability.Assess(input, rules, resamples, Workers, cancellation), resamples);
    }

    private static async Task InsertAsync(Change change, SelectionRunRow run, StabilityRules rules, int resamples)
    {
        const string sql = """
            insert into stability (batch_id, run_id, inputs_sha256, algorithm_version, resamples, seed, boundary_low, boundary_high, assessed_at, assessed_by)
            values (@BatchId, @RunId, @InputsSha256, @version, @resamples, @Seed, @BoundaryLow, @BoundaryHigh, @Now, @Subject)
            on conflict (batch_id) do update set run_id = excluded.run_id, inputs_sha256 = excluded.inputs_sha256, algorithm_version = excluded.algorithm_version,
                resamples = excluded.resamples, seed = excluded.seed, boundary_low = excluded.boundary_low, boundary_high = excluded.boundary_high,
                assessed_at = excluded.assessed_at, assessed_by = excluded.assessed_by
            """;
        await change.ExecuteAsync(sql, new
        {
            run.BatchId, run.RunId, run.InputsSha256, version = RunDecision.AlgorithmVersion, resamples, rules.Seed, rules.BoundaryLow, rules.BoundaryHigh, change.Now,
            change.Caller.Subject,
        });
        await change.ExecuteAsync("delete from stability_place where batch_id = @BatchId", new { run.BatchId });
    }

    private static async Task InsertAsync(Change change, Guid batchId, IReadOnlyList<StablePlace> places, int resamples, StabilityRules rules)
    {
        const string sql = "copy stability_place (batch_id, application_id, rank, selected, rank_low, rank_high, at_boundary) from stdin (format binary)";
        await using var writer = await change.Connection.BeginBinaryImportAsync(sql, change.Cancellation);
        foreach (var place in places)
        {
            await writer.StartRowAsync(change.Cancellation);
            await writer.WriteAsync(batchId, NpgsqlDbType.Uuid, change.Cancellation);
            await writer.WriteAsync(place.Application.ApplicationId, NpgsqlDbType.Uuid, change.Cancellation);
            await writer.WriteAsync(place.Application.Rank, NpgsqlDbType.Integer, change.Cancellation);
            await writer.WriteAsync(place.Selected, NpgsqlDbType.Integer, change.Cancellation);
            await writer.WriteAsync(place.RankLow, NpgsqlDbType.Integer, change.Cancellation);
            await writer.WriteAsync(place.RankHigh, NpgsqlDbType.Integer, change.Cancellation);
            await writer.WriteAsync(place.IsAtBoundary(resamples, rules), NpgsqlDbType.Boolean, change.Cancellation);
        }

        await writer.CompleteAsync(change.Cancellation);
    }
}
