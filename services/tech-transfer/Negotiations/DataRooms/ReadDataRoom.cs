using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.DataRooms;

/// <summary>Shows, serves and takes out the files of a data room.</summary>
internal static class ReadDataRoom
{
    public static async Task<ListDataRoomFilesResponse> ListAsync(Store store, ListDataRoomFilesRequest request, ServerCallContext call)
    {
        var answer = new ListDataRoomFilesResponse();
        await store.ChangeAsync(Caller.Of(call), async change =>
        {
            var row = await DataRoomRights.ReadableAsync(change.Connection, change.Caller, request.NegotiationId, change.Cancellation);
            var folders = await RoomFileRow.FoldersAsync(change.Connection, row.NegotiationId, change.Cancellation);
            var files = await StoredFiles.ListAsync(change.Connection, DataRoomRights.Kind, row.NegotiationId, change.Cancellation);
            answer.Files.AddRange(files.Select(file => RoomFileRow.ToMessage(file, folders[file.FileId]))
                .OrderBy(file => file.Folder, StringComparer.Ordinal).ThenBy(file => file.FileName, StringComparer.Ordinal));
            DataRoomLog.Write(change, row, fileId: null);
        }, call.CancellationToken);
        return answer;
    }

    public static async Task DownloadAsync(
        Store store, DownloadDataRoomFileRequest request, IServerStreamWriter<DownloadDataRoomFileResponse> response, ServerCallContext call)
    {
        var cancellation = call.CancellationToken;
        StoredFile? found = null;
        var folder = "";
        await store.ChangeAsync(Caller.Of(call), async change =>
        {
            var row = await DataRoomRights.ReadableAsync(change.Connection, change.Caller, request.NegotiationId, change.Cancellation);
            found = await RoomFileRow.FindAsync(change.Connection, row.NegotiationId, request.FileId, change.Cancellation);
            folder = (await RoomFileRow.FoldersAsync(change.Connection, row.NegotiationId, change.Cancellation))[found.FileId];
            DataRoomLog.Write(change, row, found.FileId);
        }, cancellation);
        await response.WriteAsync(new DownloadDataRoomFileResponse { File = RoomFileRow.ToMessage(found!, folder) }, cancellation);
        await foreach (var data in StoredFiles.OpenAsync(store, found!, cancellation))
        {
            await response.WriteAsync(new DownloadDataRoomFileResponse { Data = UnsafeByteOperations.UnsafeWrap(data) }, cancellation);
        }
    }

    /// <summary>The content is kept, as the log tells who has read it.</summary>
    public static Task<Empty> RemoveAsync(Store store, RemoveDataRoomFileRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await DataRoomRights.ChangeableAsync(change, request.NegotiationId);
            var file = await RoomFileRow.FindAsync(change.Connection, row.NegotiationId, request.FileId, change.Cancellation);
            await StoredFiles.RemoveAsync(change, file, keep: true);
            NegotiationActs.Write(change, row.NegotiationId, NegotiationActKind.FileRemoved, row.Stage, file.FileName);
            return new Empty();
        });
}
