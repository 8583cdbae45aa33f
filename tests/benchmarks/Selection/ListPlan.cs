using Dapper;
using Npgsql;
using Platform.ProjectRegistry.Applications;
using Platform.Registry.V1;

namespace Platform.Benchmarks.Selection;

/// <summary>Why a list took long: what PostgreSQL does for it.</summary>
internal static class ListPlan
{
    public static async Task PrintAsync(string postgres, ListApplicationsRequest request)
    {
        var list = new ApplicationList(request, new Sight(true, null, null));
        await using var connection = new NpgsqlConnection(postgres);
        foreach (var line in await connection.QueryAsync<string>($"explain (analyze, buffers) {list.Sql}", list.Parameters(request.PageSize + 1)))
            Report.Note(line);
    }
}
