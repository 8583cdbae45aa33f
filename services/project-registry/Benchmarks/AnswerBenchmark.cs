using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Benchmarks;

/// <summary>NOMINATED → PUBLISHED or DECLINED, by the firm alone.</summary>
internal static class AnswerBenchmark
{
    public static Task<Benchmark> RunAsync(Store store, ServerCallContext call, AnswerBenchmarkRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await BenchmarkRow.LockAsync(change, request.BenchmarkId, request.Etag, asFirm: true);
            if (row.State != BenchmarkState.Nominated)
            {
                throw BenchmarkErrors.WrongState(row.State).ToException();
            }

            await row.MoveAsync(change, request.Agreed ? BenchmarkState.Published : BenchmarkState.Declined);
            Notify.Organisation(change, row.NominatedBy, request.Agreed
                ? new Message("benchmark.published", $"{row.OrganisationName}同意公布案例《{row.Title}》。", $"{row.OrganisationName} agreed to publish the case “{row.Title}”.", "/benchmarks/own")
                : new Message("benchmark.declined", $"{row.OrganisationName}谢绝公布案例《{row.Title}》。", $"{row.OrganisationName} declined to publish the case “{row.Title}”.", "/benchmarks/own"));
            change.Audit(request.Agreed ? "benchmark.publish" : "benchmark.decline", "benchmark", request.BenchmarkId);
            return (await BenchmarkRow.ReadAsync(change, row.BenchmarkId)).ToMessage();
        });
}
