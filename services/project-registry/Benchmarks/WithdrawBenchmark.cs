using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Benchmarks;

/// <summary>NOMINATED or PUBLISHED → WITHDRAWN, by officials or the firm.</summary>
internal static class WithdrawBenchmark
{
    public static Task<Benchmark> RunAsync(Store store, ServerCallContext call, BenchmarkStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await BenchmarkRow.LockAsync(change, request.BenchmarkId, request.Etag, asFirm: false);
            if (row.State is not (BenchmarkState.Nominated or BenchmarkState.Published))
            {
                throw BenchmarkErrors.WrongState(row.State).ToException();
            }

            await row.MoveAsync(change, BenchmarkState.Withdrawn);
            change.Audit("benchmark.withdraw", "benchmark", request.BenchmarkId);
            return (await BenchmarkRow.ReadAsync(change, row.BenchmarkId)).ToMessage();
        });
}
