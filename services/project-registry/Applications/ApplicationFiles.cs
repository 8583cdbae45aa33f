using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Attachments of an application: read by whoever sees it, except in an anonymous review, as they tell whose it is; changed by its firm while it may change the application.</summary>
public sealed class ApplicationFiles : IFileRights
{
    public FilePurpose Purpose => FilePurpose.ApplicationAttachment;

    public async Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation)
    {
        const string sql = $"select {ApplicationRow.Columns} from application where application_id = @ownerId";
        var application = await connection.QuerySingleOrDefaultAsync<ApplicationRow>(new CommandDefinition(sql, new { ownerId }, cancellationToken: cancellation));
        return application is not null && Sight.Of(caller) is var sight && sight.Sees(application) && !sight.IsAnonymousTo(application);
    }

    public async Task MayAddAsync(Change change, Guid ownerId)
    {
        var (batch, application) = await ApplicationRow.LockSeenAsync(change, Sight.AsFirm(change.Caller), ownerId.ToString(), etag: "");
        await UpdateApplication.CheckOpenAsync(change, batch, application);
    }

    public Task<bool> IsKeptAsync(Change change, Guid fileId) => Submissions.HoldAsync(change, fileId);
}
