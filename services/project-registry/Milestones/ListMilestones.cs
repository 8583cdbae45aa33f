using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Milestones;

/// <summary>A project's milestones by due day.</summary>
internal static class ListMilestones
{
    private const string Sql = $"select {MilestoneRow.Columns} from milestone where project_id = @id order by due_day, milestone_id limit 500";

    public static async Task<ListMilestonesResponse> RunAsync(Store store, TimeProvider clock, ServerCallContext call, ListMilestonesRequest request)
    {
        var id = Guid.Parse(request.ProjectId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        await ProjectReaders.RequireAsync(connection, Caller.Of(call), id, call.CancellationToken);
        var rows = await connection.QueryAsync<MilestoneRow>(new CommandDefinition(Sql, new { id }, cancellationToken: call.CancellationToken));
        var today = CityDays.Of(clock.GetUtcNow());
        return new ListMilestonesResponse { Milestones = { rows.Select(row => row.ToMessage(today)) } };
    }
}
