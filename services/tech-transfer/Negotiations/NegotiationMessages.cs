using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>What the sides write to each other; it stays as it was written.</summary>
internal static class NegotiationMessages
{
    private const string Insert = """
        insert into negotiation_message (message_id, negotiation_id, organisation_code, account, body, created_at)
        values (@id, @NegotiationId, @OrganisationCode, @Subject, @body, @Now)
        """;

    private const string Page = """
        select m.message_id, m.organisation_code, coalesce(o.name, '') as organisation_name, m.body, m.created_at
        from negotiation_message m left join organisation o using (organisation_code)
        where m.negotiation_id = @NegotiationId and (@after::uuid is null or m.message_id < @after)
        order by m.message_id desc
        limit @limit
        """;

    public static Task<NegotiationMessage> PostAsync(Store store, PostNegotiationMessageRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            if (row.State == NegotiationState.Ended)
            {
                throw NegotiationErrors.WrongState(row.State).ToException();
            }

            var id = change.NewId();
            await change.ExecuteAsync(Insert, new { id, row.NegotiationId, change.Caller.OrganisationCode, change.Caller.Subject, body = request.Text, change.Now });
            NegotiationNotices.TellOther(change, row, "negotiation.message", "对方发来新消息。", "there is a new message.");
            change.Audit("negotiation.message", "negotiation", request.NegotiationId, new { message = id });
            return new NegotiationMessage
            {
                MessageId = id.ToString(),
                OrganisationCode = change.Caller.OrganisationCode,
                OrganisationName = row.IsByOwner(change.Caller) ? row.OwnerName : row.OrganisationName,
                Text = request.Text,
                CreateTime = change.Now.ToTimestamp(),
            };
        });

    public static async Task<ListNegotiationMessagesResponse> ListAsync(Store store, ListNegotiationMessagesRequest request, ServerCallContext call)
    {
        var query = $"negotiation messages {request.NegotiationId}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var negotiation = await NegotiationReading.InsideAsync(connection, Caller.Of(call), request.NegotiationId, call.CancellationToken);
        var rows = (await connection.QueryAsync<MessageRow>(new CommandDefinition(
            Page, new { negotiation.NegotiationId, after = PageKeys.Id(after, 0), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        return new ListNegotiationMessagesResponse
        {
            Messages = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].MessageId.ToString()) : "",
        };
    }

    private sealed record MessageRow
    {
        public Guid MessageId { get; init; }

        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public string Body { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public NegotiationMessage ToMessage() => new()
        {
            MessageId = MessageId.ToString(), OrganisationCode = OrganisationCode, OrganisationName = OrganisationName, Text = Body, CreateTime = CreatedAt.ToTimestamp(),
        };
    }
}
