using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Benchmarks;

/// <summary>Who may call what of benchmark firms; what is published is for everyone.</summary>
public sealed class BenchmarkGrpc(Store store) : BenchmarkService.BenchmarkServiceBase
{
    private const string Both = $"{Roles.Official},{Roles.Enterprise}";

    [Authorize(Roles = Roles.Official)]
    public override Task<Benchmark> NominateBenchmark(NominateBenchmarkRequest request, ServerCallContext context) =>
        Benchmarks.NominateBenchmark.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Benchmark> AnswerBenchmark(AnswerBenchmarkRequest request, ServerCallContext context) =>
        Benchmarks.AnswerBenchmark.RunAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<Benchmark> WithdrawBenchmark(BenchmarkStepRequest request, ServerCallContext context) =>
        Benchmarks.WithdrawBenchmark.RunAsync(store, context, request);

    [AllowAnonymous]
    public override Task<ListBenchmarksResponse> ListPublishedBenchmarks(ListBenchmarksRequest request, ServerCallContext context) =>
        Benchmarks.ListBenchmarks.PublishedAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<ListBenchmarksResponse> ListBenchmarks(ListBenchmarksRequest request, ServerCallContext context) =>
        Benchmarks.ListBenchmarks.SeenAsync(store, context, request);
}
