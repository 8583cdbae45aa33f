using System.Globalization;
using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>
/// The pool by batch, newest first, then by rank. Lights are of today and not stored, so a list of one light is read on until
/// its page is full.
/// </summary>
internal static class ListProjects
{
    /// <summary>Projects looked at in one step when only one light is wanted.</summary>
    private const int Slice = 200;

    private const string Sql = $"""
        {ProjectRow.Select}
        where {ProjectSight.Sql}
            and (@batchId::uuid is null or p.batch_id = @batchId)
            and (@industry = '' or p.industry = @industry)
            and (@state = 0 or p.state = @state)
            and (@lastBatch::uuid is null or (p.batch_id <= @lastBatch and (p.batch_id < @lastBatch or p.rank > @lastRank)))
        order by p.batch_id desc, p.rank
        limit @limit
        """;

    public static async Task<ListProjectsResponse> RunAsync(Store store, TimeProvider clock, ServerCallContext call, ListProjectsRequest request)
    {
        var sight = ProjectSight.Of(Caller.Of(call));
        var query = $"ListProjects {request.BatchId} {request.Industry} {request.State} {request.Light} {sight}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 2);
        var size = PageSize.Of(request.PageSize);
        (Guid Batch, int Rank)? after = keys is null ? null : (PageKeys.Id(keys, 0)!.Value, PageKeys.Number(keys, 1)!.Value);
        var byLight = request.Light != TrafficLight.Unspecified;
        await using var connection = await store.OpenAsync(call.CancellationToken);
        List<Project> found = [];
        bool more;
        do
        {
            var limit = byLight ? Slice : size + 1;
            var slice = await ReadAsync(connection, sight, request, after, limit, call.CancellationToken);
            var projects = slice.Select(row => (Row: row, Message: row.ToMessage())).ToList();
            await ProjectLights.ShowAsync(connection, sight, projects, CityDays.Of(clock.GetUtcNow()), call);
            found.AddRange(projects.Select(project => project.Message).Where(project => !byLight || project.Light == request.Light));
            more = byLight && slice.Count == limit;
            after = slice.Count > 0 ? (slice[^1].BatchId, slice[^1].Rank) : after;
        }
        while (more && found.Count <= size);

        var response = new ListProjectsResponse { Projects = { found.Take(size) } };
        if (found.Count > size)
        {
            var last = found[size - 1];
            response.NextPageToken = PageToken.Encode(query, last.BatchId, last.Rank.ToString(CultureInfo.InvariantCulture));
        }

        return response;
    }

    private static async Task<List<ProjectRow>> ReadAsync(
        NpgsqlConnection connection, ProjectSight sight, ListProjectsRequest request, (Guid Batch, int Rank)? after, int limit, CancellationToken cancellation)
    {
        var parameters = new
        {
            sight.All, sight.Firm, sight.University, batchId = Ids.Optional(request.BatchId, "batch_id"), industry = request.Industry,
            state = (short)(request.Light != TrafficLight.Unspecified ? ProjectState.InPool : request.State),
            lastBatch = after?.Batch, lastRank = after?.Rank, limit,
        };
        return (await connection.QueryAsync<ProjectRow>(new CommandDefinition(Sql, parameters, cancellationToken: cancellation))).AsList();
    }
}
