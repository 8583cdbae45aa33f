using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Files;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

/// <summary>Files beside a report: read by its firm and, once it was submitted, by officials; changed by its firm while it may edit it.</summary>
public sealed class ReportEvidence : IFileRights
{
    public FilePurpose Purpose => FilePurpose.ReportEvidence;

    public async Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation)
    {
        const string sql = """
            select exists (
                select from quarterly_report r join project p using (project_id)
                where r.report_id = @ownerId and ((@All and r.state <> 1) or p.organisation_code = @Firm))
            """;
        var sight = ProjectSight.Of(caller);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, new { ownerId, sight.All, sight.Firm }, cancellationToken: cancellation));
    }

    public async Task MayAddAsync(Change change, Guid ownerId)
    {
        _ = await PoolProject.LockOwnAsync(change, await ReportRow.ProjectOfAsync(change, ownerId.ToString()));
        var state = await change.ExecuteScalarAsync<short>("select state from quarterly_report where report_id = @ownerId", new { ownerId });
        if (!ReportSteps.MayEdit((ReportState)state))
        {
            throw ReportErrors.WrongState((ReportState)state).ToException();
        }
    }
}
