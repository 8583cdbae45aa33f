using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Files;

/// <summary>Any signed-in caller may ask; the rights of the purpose decide.</summary>
[Authorize]
public sealed class FileGrpc(Store store, FileRights rights) : FileService.FileServiceBase
{
    public override Task<AttachedFile> UploadFile(IAsyncStreamReader<UploadFileRequest> requestStream, ServerCallContext context) =>
        Files.UploadFile.RunAsync(store, rights, context, requestStream);

    public override Task DownloadFile(DownloadFileRequest request, IServerStreamWriter<DownloadFileResponse> responseStream, ServerCallContext context) =>
        Files.DownloadFile.RunAsync(store, rights, context, request, responseStream);

    public override Task<ListFilesResponse> ListFiles(ListFilesRequest request, ServerCallContext context) =>
        Files.ListFiles.RunAsync(store, rights, context, request);

    public override Task<Empty> RemoveFile(RemoveFileRequest request, ServerCallContext context) =>
        Files.RemoveFile.RunAsync(store, rights, context, request);
}
