using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Returns for correction of one application.</summary>
internal static class Returns
{
    public static Task AddAsync(Change change, ApplicationRow application, ApplicationReturn content)
    {
        const string sql = """
            insert into application_return (application_id, number, content, deadline_at, returned_at, returned_by)
            select @ApplicationId, count(*) + 1, @content::jsonb, @deadline, @Now, @Subject from application_return where application_id = @ApplicationId
            """;
        return change.ExecuteAsync(sql, new
        {
            application.ApplicationId, content = ProtoJson.Of(content), deadline = content.DeadlineTime.ToDateTimeOffset(), change.Now, change.Caller.Subject,
        });
    }

    /// <summary>The firm has corrected it: whoever returned it hears of it.</summary>
    public static async Task AnswerAsync(Change change, ApplicationRow application)
    {
        const string sql = """
            update application_return set answered_at = @Now
            where application_id = @ApplicationId and number = (select max(number) from application_return where application_id = @ApplicationId)
            returning returned_by
            """;
        var official = await change.ExecuteScalarAsync<string>(sql, new { application.ApplicationId, change.Now });
        Notify.Account(change, official, new Message(
            "application.corrected", $"《{application.ProjectName}》已补正并重新提交，请继续形式审查。", $"“{application.ProjectName}” was corrected and submitted again: go on with the formal check.",
            $"/applications/{application.ApplicationId}"));
    }

    /// <summary>In their order.</summary>
    public static async Task<IReadOnlyList<ApplicationReturn>> ListAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        const string sql = "select content::text, answered_at from application_return where application_id = @id order by number limit 100";
        var rows = await connection.QueryAsync<(string Content, DateTimeOffset? AnsweredAt)>(new CommandDefinition(sql, new { id }, cancellationToken: cancellation));
        return [.. rows.Select(row => Read(row.Content, row.AnsweredAt))];
    }

    private static ApplicationReturn Read(string content, DateTimeOffset? answeredAt)
    {
        var read = ProtoJson.Read<ApplicationReturn>(content);
        read.AnswerTime = answeredAt is { } at ? Timestamp.FromDateTimeOffset(at) : null;
        return read;
    }
}
