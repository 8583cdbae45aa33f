using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Panels;

/// <summary>Ends the discussion with what came of it; its sheets are as they are then.</summary>
internal static class ClosePanel
{
    public static Task<Panel> RunAsync(Store store, ServerCallContext call, ClosePanelRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.PanelId);
            await change.ExecuteAsync("select 1 from panel where panel_id = @id for update", new { id });
            var panel = await change.QuerySingleOrDefaultAsync<PanelRow>($"{PanelRow.Select} where p.panel_id = @id", new { id })
                ?? throw PanelErrors.NotFound.ToException();
            Etag.Check(request.Etag, panel.Version);
            if (panel.State != PanelState.Open)
            {
                throw PanelErrors.Closed.ToException();
            }

            const string sql = """
                update panel set state = 2, summary = @Summary, closed_at = @Now, closed_by = @Subject, version = version + 1 where panel_id = @id
                """;
            await change.ExecuteAsync(sql, new { request.Summary, change.Now, change.Caller.Subject, id });
            change.Audit("panel.close", "application", panel.ApplicationId.ToString(), new { panel = id });
            return (await change.QuerySingleOrDefaultAsync<PanelRow>($"{PanelRow.Select} where p.panel_id = @id", new { id }))!.ToMessage(official: true);
        });
}
