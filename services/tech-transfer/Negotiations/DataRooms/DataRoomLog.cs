using System.Globalization;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.DataRooms;

/// <summary>Who read what of a data room and when; only ever added to, and shown to the owner.</summary>
internal static class DataRoomLog
{
    private const string Page = """
        select r.access_id, r.kind, coalesce(f.file_name, '') as file_name, r.organisation_code, coalesce(o.name, '') as organisation_name, r.account, r.at
        from data_room_access r left join stored_file f using (file_id) left join organisation o using (organisation_code)
        where r.negotiation_id = @NegotiationId and (@before::bigint is null or r.access_id < @before)
        order by r.access_id desc
        limit @limit
        """;

    /// <summary>Writes a look or a download down; the owner's own are no one's matter.</summary>
    public static void Write(Change change, NegotiationRow row, Guid? fileId)
    {
        if (row.IsByOwner(change.Caller))
        {
            return;
        }

        change.Write(
            "insert into data_room_access (negotiation_id, kind, file_id, organisation_code, account, at) values ($1, $2, $3::uuid, $4, $5, $6)",
            row.NegotiationId, (short)(fileId is null ? DataRoomAccessKind.Look : DataRoomAccessKind.Download), fileId,
            change.Caller.OrganisationCode, change.Caller.Subject, change.Now.UtcDateTime);
    }

    public static async Task<ListDataRoomAccessesResponse> ListAsync(Store store, ListDataRoomAccessesRequest request, ServerCallContext call)
    {
        var query = $"data room accesses {request.NegotiationId}";
        var before = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var negotiation = await NegotiationReading.SeenAsync(connection, caller, request.NegotiationId, call.CancellationToken);
        if (!negotiation.IsByOwner(caller))
        {
            throw NegotiationErrors.OwnerAlone.ToException();
        }

        var rows = (await connection.QueryAsync<AccessRow>(new CommandDefinition(
            Page, new { negotiation.NegotiationId, before = PageKeys.Long(before, 0), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        return new ListDataRoomAccessesResponse
        {
            Accesses = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].AccessId.ToString(CultureInfo.InvariantCulture)) : "",
        };
    }

    private sealed record AccessRow
    {
        public long AccessId { get; init; }

        public DataRoomAccessKind Kind { get; init; }

        public string FileName { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public string Account { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public DataRoomAccess ToMessage() => new()
        {
            Kind = Kind, FileName = FileName, OrganisationCode = OrganisationCode, OrganisationName = OrganisationName, Account = Account, Time = At.ToTimestamp(),
        };
    }
}
