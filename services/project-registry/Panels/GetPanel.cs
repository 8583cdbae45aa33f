using System.Globalization;
using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Panels;

/// <summary>A panel with the counted sheets of its application, for its members.</summary>
internal static class GetPanel
{
    public static async Task<Panel> RunAsync(Store store, ServerCallContext call, GetPanelRequest request)
    {
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var panel = await ReadAsync(connection, Guid.Parse(request.PanelId), caller, call.CancellationToken);
        var batch = await BatchRow.ReadAsync(connection, panel.BatchId, call.CancellationToken);
        var official = caller.Is(Roles.Official);
        var authors = await Authors.ReadAsync(connection, panel, official, Languages.Of(call), call.CancellationToken);
        const string sheets = $"select {ReviewRow.Columns} from review where application_id = @ApplicationId and excluded_at is null order by review_id limit 1000";
        var rows = await connection.QueryAsync<ReviewRow>(new CommandDefinition(sheets, new { panel.ApplicationId }, cancellationToken: call.CancellationToken));
        var message = panel.ToMessage(official);
        message.Sheets.AddRange(rows.Select(row => new PanelSheet
        {
            Author = authors.Of(row.ReviewerId, byOfficial: false),
            Own = row.ReviewerId == caller.Subject,
            Scores = { row.Scores(batch.CriterionIds) },
            Comment = row.Comment,
            Total = SheetSet.TotalOf(row.Points, batch.CriterionWeights).ToString("0.00", CultureInfo.InvariantCulture),
            Version = row.Version,
        }));
        return message;
    }

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, also where the caller is no member.</exception>
    public static async Task<PanelRow> ReadAsync(NpgsqlConnection connection, Guid panelId, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"{PanelRow.Select} where p.panel_id = @panelId and {PanelRow.IsMember}";
        return await connection.QuerySingleOrDefaultAsync<PanelRow>(new CommandDefinition(sql, PanelRow.Key(panelId, caller), cancellationToken: cancellation))
            ?? throw PanelErrors.NotFound.ToException();
    }
}
