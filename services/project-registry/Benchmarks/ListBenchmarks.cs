using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Benchmarks;

/// <summary>Newest nominations first: all that a caller may see, or what is public.</summary>
internal static class ListBenchmarks
{
    private const string Sql = $"""
        {BenchmarkRow.Select}
        where (@all or b.organisation_code = @own or (@public and b.state = 2))
            and (@before::uuid is null or b.benchmark_id < @before)
        order by b.benchmark_id desc
        limit @limit
        """;

    public static Task<ListBenchmarksResponse> PublishedAsync(Store store, ServerCallContext call, ListBenchmarksRequest request) =>
        ReadAsync(store, call, request, "ListPublishedBenchmarks", all: false, own: "", @public: true);

    public static Task<ListBenchmarksResponse> SeenAsync(Store store, ServerCallContext call, ListBenchmarksRequest request)
    {
        var caller = Caller.Of(call);
        var own = caller.Is(Roles.Enterprise) ? caller.OrganisationCode : "";
        return ReadAsync(store, call, request, $"ListBenchmarks {own}", caller.Is(Roles.Official), own, @public: false);
    }

    private static async Task<ListBenchmarksResponse> ReadAsync(
        Store store, ServerCallContext call, ListBenchmarksRequest request, string query, bool all, string own, bool @public)
    {
        var size = PageSize.Of(request.PageSize);
        var before = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<BenchmarkRow>(new CommandDefinition(
            Sql, new { all, own, @public, before, limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListBenchmarksResponse { Benchmarks = { rows.Take(size).Select(row => row.ToMessage()) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].BenchmarkId.ToString());
        }

        return response;
    }
}
