using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Panels;

/// <summary>What is said in a panel, for its members alone.</summary>
internal static class PanelMessages
{
    public static Task<PanelMessage> PostAsync(Store store, ServerCallContext call, PostPanelMessageRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            // Keeps the panel as it is until the commit, so that nothing is said after its end.
            var id = Guid.Parse(request.PanelId);
            await change.ExecuteAsync("select 1 from panel where panel_id = @id for share", new { id });
            var panel = await GetPanel.ReadAsync(change.Connection, id, change.Caller, change.Cancellation);
            if (panel.State != PanelState.Open)
            {
                throw PanelErrors.Closed.ToException();
            }

            var official = change.Caller.Is(Roles.Official);
            const string sql = """
                insert into panel_message (message_id, panel_id, author_id, by_official, text, posted_at)
                values (@messageId, @PanelId, @Subject, @official, @Text, @Now)
                returning message_id, author_id, by_official, text, posted_at
                """;
            var row = await change.QuerySingleOrDefaultAsync<MessageRow>(
                sql, new { messageId = change.NewId(), panel.PanelId, change.Caller.Subject, official, request.Text, change.Now });
            change.Audit("panel.post", "application", panel.ApplicationId.ToString(), new { panel = panel.PanelId });
            var authors = await Authors.ReadAsync(change.Connection, panel, official, Languages.Of(call), change.Cancellation);
            return row!.ToMessage(authors, change.Caller);
        });

    public static async Task<ListPanelMessagesResponse> ListAsync(Store store, ServerCallContext call, ListPanelMessagesRequest request)
    {
        const string sql = """
            select message_id, author_id, by_official, text, posted_at
            from panel_message
            where panel_id = @PanelId and (@after::uuid is null or message_id > @after)
            order by message_id
            limit @limit
            """;
        var caller = Caller.Of(call);
        var query = $"ListPanelMessages {request.PanelId}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var panel = await GetPanel.ReadAsync(connection, Guid.Parse(request.PanelId), caller, call.CancellationToken);
        var authors = await Authors.ReadAsync(connection, panel, caller.Is(Roles.Official), Languages.Of(call), call.CancellationToken);
        var rows = (await connection.QueryAsync<MessageRow>(new CommandDefinition(
            sql, new { panel.PanelId, after, limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListPanelMessagesResponse { Messages = { rows.Take(size).Select(row => row.ToMessage(authors, caller)) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].MessageId.ToString());
        }

        return response;
    }

    private sealed class MessageRow
    {
        public Guid MessageId { get; init; }

        public string AuthorId { get; init; } = "";

        public bool ByOfficial { get; init; }

        public string Text { get; init; } = "";

        public DateTimeOffset PostedAt { get; init; }

        public PanelMessage ToMessage(Authors authors, Caller caller) => new()
        {
            MessageId = MessageId.ToString(),
            Author = authors.Of(AuthorId, ByOfficial),
            Own = AuthorId == caller.Subject,
            ByOfficial = ByOfficial,
            Text = Text,
            PostTime = Timestamp.FromDateTimeOffset(PostedAt),
        };
    }
}
