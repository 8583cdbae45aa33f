using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.DataRooms;

public sealed class DataRoomGrpc(Store store) : DataRoomService.DataRoomServiceBase
{
    private const string Readers = $"{Roles.Enterprise},{Roles.University},{Roles.Official}";

    [Authorize(Roles = Roles.University)]
    public override Task<DataRoomFile> UploadDataRoomFile(IAsyncStreamReader<UploadDataRoomFileRequest> requestStream, ServerCallContext context) =>
        DataRooms.UploadDataRoomFile.RunAsync(store, context, requestStream);

    [Authorize(Roles = Readers)]
    public override Task DownloadDataRoomFile(
        DownloadDataRoomFileRequest request, IServerStreamWriter<DownloadDataRoomFileResponse> responseStream, ServerCallContext context) =>
        ReadDataRoom.DownloadAsync(store, request, responseStream, context);

    [Authorize(Roles = Readers)]
    public override Task<ListDataRoomFilesResponse> ListDataRoomFiles(ListDataRoomFilesRequest request, ServerCallContext context) =>
        ReadDataRoom.ListAsync(store, request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Empty> RemoveDataRoomFile(RemoveDataRoomFileRequest request, ServerCallContext context) => ReadDataRoom.RemoveAsync(store, request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<ListDataRoomAccessesResponse> ListDataRoomAccesses(ListDataRoomAccessesRequest request, ServerCallContext context) =>
        DataRoomLog.ListAsync(store, request, context);
}
