using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Files;

/// <summary>Any signed-in caller may ask; the rights of the purpose decide.</summary>
[Authorize]
public sealed class TransferFileGrpc(Store store, FileRights rights) : TransferFileService.TransferFileServiceBase
{
    public override Task<TransferFile> UploadTransferFile(IAsyncStreamReader<UploadTransferFileRequest> requestStream, ServerCallContext context) =>
        Files.UploadFile.RunAsync(store, rights, context, requestStream);

    public override Task DownloadTransferFile(DownloadTransferFileRequest request, IServerStreamWriter<DownloadTransferFileResponse> responseStream, ServerCallContext context) =>
        Files.DownloadFile.RunAsync(store, rights, context, request, responseStream);

    public override Task<ListTransferFilesResponse> ListTransferFiles(ListTransferFilesRequest request, ServerCallContext context) =>
        Files.ListFiles.RunAsync(store, rights, context, request);

    public override Task<Empty> RemoveTransferFile(RemoveTransferFileRequest request, ServerCallContext context) =>
        Files.RemoveFile.RunAsync(store, rights, context, request);
}
