using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Notifications;

/// <summary>Newest first: the two addressees are read apart, each along its own index, and merged.</summary>
internal static class ListNotifications
{
    private const string Query = "ListNotifications";

    private const string Columns = "notification_id, topic, text_zh, text_en, link, created_at, read_at";

    private const string Wanted = "(@before::uuid is null or notification_id < @before) and (not @unreadOnly or read_at is null)";

    private const string Sql = $"""
        select * from (
            (select {Columns} from notification where organisation_code = @organisation and organisation_code <> '' and {Wanted}
             order by notification_id desc limit @limit)
            union all
            (select {Columns} from notification where account_id = @account and account_id <> '' and {Wanted}
             order by notification_id desc limit @limit)
        ) n
        order by notification_id desc
        limit @limit
        """;

    private const string UnreadSql = """
        select count(*)::int from (
            select 1 from notification
            where read_at is null and ((organisation_code = @organisation and organisation_code <> '') or (account_id = @account and account_id <> ''))
            limit 1000
        ) n
        """;

    public static async Task<ListNotificationsResponse> RunAsync(Store store, ServerCallContext call, ListNotificationsRequest request)
    {
        var caller = Caller.Of(call);
        var size = PageSize.Of(request.PageSize);
        var keys = PageToken.Decode(request.PageToken, Query, keyCount: 1);
        var parameters = new
        {
            organisation = caller.OrganisationCode, account = caller.Subject, before = PageKeys.Id(keys, 0), unreadOnly = request.UnreadOnly, limit = size + 1,
        };
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<NotificationRow>(new CommandDefinition(Sql, parameters, cancellationToken: call.CancellationToken))).AsList();
        var language = Languages.Of(call);
        var response = new ListNotificationsResponse
        {
            Notifications = { rows.Take(size).Select(row => row.ToMessage(language)) },
            UnreadCount = await connection.ExecuteScalarAsync<int>(new CommandDefinition(UnreadSql, parameters, cancellationToken: call.CancellationToken)),
        };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(Query, rows[size - 1].NotificationId.ToString());
        }

        return response;
    }

    private sealed class NotificationRow
    {
        public Guid NotificationId { get; init; }

        public string Topic { get; init; } = "";

        public string TextZh { get; init; } = "";

        public string TextEn { get; init; } = "";

        public string Link { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? ReadAt { get; init; }

        public Notification ToMessage(Language language) => new()
        {
            NotificationId = NotificationId.ToString(),
            Topic = Topic,
            Text = language == Language.English ? TextEn : TextZh,
            Link = Link,
            CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
            ReadTime = ReadAt is { } read ? Timestamp.FromDateTimeOffset(read) : null,
        };
    }
}
