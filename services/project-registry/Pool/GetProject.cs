using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>One project with its needs and what was found for them.</summary>
internal static class GetProject
{
    private const string Sql = $"{ProjectRow.Select} where p.project_id = @id and {ProjectSight.Sql}";

    public static async Task<Project> RunAsync(Store store, TimeProvider clock, ServerCallContext call, GetProjectRequest request)
    {
        var sight = ProjectSight.Of(Caller.Of(call));
        var id = Guid.Parse(request.ProjectId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ProjectRow>(new CommandDefinition(
            Sql, new { id, sight.All, sight.Firm, sight.University }, cancellationToken: call.CancellationToken))
            ?? throw PoolErrors.NotFound.ToException();
        var message = row.ToMessage();
        await ProjectLights.ShowAsync(connection, sight, [(row, message)], CityDays.Of(clock.GetUtcNow()), call, withConditions: true);
        message.Needs.AddRange(await NeedRow.ReadAsync(connection, id, call.CancellationToken));
        return message;
    }
}
