using Google.Protobuf;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Files;

/// <summary>Streams a file to a caller who may read its matter.</summary>
internal static class DownloadFile
{
    public static async Task RunAsync(
        Store store, FileRights rights, ServerCallContext call, DownloadTransferFileRequest request, IServerStreamWriter<DownloadTransferFileResponse> response)
    {
        var cancellation = call.CancellationToken;
        StoredFile file;
        await using (var connection = await store.OpenAsync(cancellation))
        {
            file = await rights.ReadableAsync(connection, Caller.Of(call), Guid.Parse(request.FileId), cancellation);
        }

        await response.WriteAsync(new DownloadTransferFileResponse { File = file.ToMessage() }, cancellation);
        await foreach (var data in StoredFiles.OpenAsync(store, file, cancellation))
        {
            await response.WriteAsync(new DownloadTransferFileResponse { Data = UnsafeByteOperations.UnsafeWrap(data) }, cancellation);
        }
    }
}
