using Platform.Chassis.Data;

namespace Platform.ProjectRegistry.Panels;

/// <summary>A batch is not ranked while a panel discusses one of its applications.</summary>
internal static class OpenPanels
{
    /// <exception cref="Chassis.Errors.FailedException">PANEL_OPEN.</exception>
    public static async Task RefuseAsync(Change change, Guid batchId)
    {
        const string sql = """
            select a.project_name from panel p join application a using (application_id)
            where p.batch_id = @batchId and p.state = 1 and a.state = 4
            order by p.panel_id limit 100000
            """;
        var open = await change.QueryAsync<string>(sql, new { batchId });
        if (open.Count > 0)
        {
            throw PanelErrors.Open(open.Count, [.. open.Take(3)]).ToException();
        }
    }
}
