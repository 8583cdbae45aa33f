using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>The counted sheets of a batch by every method, so that officials see what each would make of them. Changes nothing.</summary>
internal static class GetScoreAnalysis
{
    public static async Task<ScoreAnalysis> RunAsync(Store store, ServerCallContext call, GetScoreAnalysisRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var batch = await BatchRow.ReadAsync(connection, Guid.Parse(request.BatchId), call.CancellationToken);
        if (batch.State < BatchState.UnderReview)
        {
            throw ReviewErrors.NoAnalysisYet.ToException();
        }

        var sheets = await SheetSet.ReadAsync(connection, batch, call.CancellationToken);
        return AnalysisReply.Of(
            batch, sheets, await NamesAsync(connection, batch.BatchId, call.CancellationToken), await PanelsAsync(connection, batch.BatchId, call.CancellationToken), Languages.Of(call));
    }

    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(NpgsqlConnection connection, Guid batchId, CancellationToken cancellation)
    {
        const string sql = "select reviewer_id, name from reviewer where reviewer_id in (select reviewer_id from review where batch_id = @batchId) limit 10000";
        return (await connection.QueryAsync<(string Id, string Name)>(new CommandDefinition(sql, new { batchId }, cancellationToken: cancellation)))
            .ToDictionary(reviewer => reviewer.Id, reviewer => reviewer.Name, StringComparer.Ordinal);
    }

    /// <summary>The newest panel of each application.</summary>
    private static async Task<IReadOnlyDictionary<Guid, (Guid PanelId, bool Open)>> PanelsAsync(NpgsqlConnection connection, Guid batchId, CancellationToken cancellation)
    {
        const string sql = """
            select distinct on (application_id) application_id, panel_id, state = 1 as open
            from panel where batch_id = @batchId order by application_id, panel_id desc limit 200000
            """;
        return (await connection.QueryAsync<(Guid ApplicationId, Guid PanelId, bool Open)>(new CommandDefinition(sql, new { batchId }, cancellationToken: cancellation)))
            .ToDictionary(panel => panel.ApplicationId, panel => (panel.PanelId, panel.Open));
    }
}
