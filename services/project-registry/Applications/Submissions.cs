using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.ProjectRegistry.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Submissions as they were filed; the schema lets nobody change or delete one.</summary>
internal static class Submissions
{
    /// <summary>Keeps the application as it was just submitted, with the names and hashes of its files.</summary>
    public static async Task FileAsync(Change change, Application application)
    {
        var id = Guid.Parse(application.ApplicationId);
        const string number = "select coalesce(max(number), 0) + 1 from application_submission where application_id = @id";
        var files = await StoredFiles.ListAsync(change.Connection, FilePurpose.ApplicationAttachment.Kind(), id, change.Cancellation);
        var version = VersionOf(application, await change.ExecuteScalarAsync<int>(number, new { id }), change);
        version.Files.AddRange(files.Select(file => new SubmittedFile
        {
            FileId = file.FileId.ToString(), FileName = file.FileName, SizeBytes = file.SizeBytes, Sha256 = Convert.ToHexStringLower(file.Sha256),
        }));
        const string insert = """
            insert into application_submission (application_id, number, submitted_at, submitted_by, content)
            values (@id, @Number, @Now, @SubmittedBy, @content::jsonb)
            """;
        await change.ExecuteAsync(insert, new { id, version.Number, change.Now, version.SubmittedBy, content = ProtoJson.Of(version) });
    }

    public static ApplicationVersion VersionOf(Application application, int number, Change change) => new()
    {
        Number = number, SubmitTime = Timestamp.FromDateTimeOffset(change.Now), SubmittedBy = change.Caller.Subject, Application = application,
    };

    /// <summary>In the order of submission.</summary>
    public static async Task<IReadOnlyList<ApplicationVersion>> ListAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        const string sql = "select content::text from application_submission where application_id = @id order by number limit 100";
        var contents = await connection.QueryAsync<string>(new CommandDefinition(sql, new { id }, cancellationToken: cancellation));
        return [.. contents.Select(content => ProtoJson.Read<ApplicationVersion>(content))];
    }

    /// <summary>Whether a file was part of a submission.</summary>
    public static Task<bool> HoldAsync(Change change, Guid fileId)
    {
        const string sql = """
            select exists (select from application_submission s, stored_file f
                where f.file_id = @fileId and s.application_id = f.owner_id and s.content->'files' @> jsonb_build_array(jsonb_build_object('fileId', @fileId::text)))
            """;
        return change.ExecuteScalarAsync<bool>(sql, new { fileId });
    }
}
