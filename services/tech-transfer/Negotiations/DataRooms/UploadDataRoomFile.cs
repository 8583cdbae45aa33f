using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.DataRooms;

/// <summary>
/// Receives a file for a data room. The right is asked twice: before the content is taken in, and, holding until the commit, when it is
/// stored, as an upload may take minutes.
/// </summary>
internal static class UploadDataRoomFile
{
    private const string Place = """
        insert into data_room_file (file_id, negotiation_id, folder) values (@FileId, @NegotiationId, @folder) on conflict (file_id) do nothing
        """;

    public static async Task<DataRoomFile> RunAsync(Store store, ServerCallContext call, IAsyncStreamReader<UploadDataRoomFileRequest> parts)
    {
        var cancellation = call.CancellationToken;
        if (!await parts.MoveNext(cancellation) || parts.Current.Header is not { } header)
        {
            throw FileErrors.HeaderFirst.ToException();
        }

        await store.ChangeAsync(Caller.Of(call), change => DataRoomRights.ChangeableAsync(change, header.NegotiationId), cancellation);
        await using var file = await IncomingFile.ReceiveAsync(header.FileName, DataAsync(parts, cancellation), cancellation);
        return await store.ChangeAsync(call, header.RequestId, Fingerprint(header, file), change => StoreAsync(change, header, file));
    }

    private static async Task<DataRoomFile> StoreAsync(Change change, UploadDataRoomFileHeader header, IncomingFile file)
    {
        var row = await DataRoomRights.ChangeableAsync(change, header.NegotiationId);
        var stored = await StoredFiles.SaveAsync(change, DataRoomRights.Kind, row.NegotiationId, file);
        if (await change.ExecuteAsync(Place, new { stored.FileId, row.NegotiationId, folder = header.Folder.Trim() }) == 1)
        {
            NegotiationActs.Write(change, row.NegotiationId, NegotiationActKind.FileAdded, row.Stage, stored.FileName);
            NegotiationNotices.TellOther(change, row, "negotiation.file-added", "资料室新增文件。", "there is a new file in the data room.");
        }

        var folders = await RoomFileRow.FoldersAsync(change.Connection, row.NegotiationId, change.Cancellation);
        return RoomFileRow.ToMessage(stored, folders[stored.FileId]);
    }

    /// <summary>What a repeated request id must come with again: the same header and the same content.</summary>
    private static UploadDataRoomFileRequest Fingerprint(UploadDataRoomFileHeader header, IncomingFile file) => new()
    {
        Data = ByteString.CopyFrom([.. file.Sha256, .. header.ToByteArray()]),
    };

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> DataAsync(
        IAsyncStreamReader<UploadDataRoomFileRequest> parts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await parts.MoveNext(cancellation))
        {
            yield return parts.Current.PartCase == UploadDataRoomFileRequest.PartOneofCase.Data ? parts.Current.Data.Memory : throw FileErrors.HeaderFirst.ToException();
        }
    }
}
