using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Components.Forms;
using Platform.Portal.Calls;
using Platform.Transfer.V1;

namespace Platform.Portal.Negotiations;

/// <summary>Sends a file that a person chose to a data room, piece by piece as the browser delivers it.</summary>
internal static class DataRoomUpload
{
    /// <exception cref="RpcException">What the service refuses.</exception>
    public static async Task<DataRoomFile> SendAsync(
        DataRoomService.DataRoomServiceClient rooms, UploadDataRoomFileHeader header, IBrowserFile file, CancellationToken cancellation)
    {
        using var call = rooms.UploadDataRoomFile(cancellationToken: cancellation);
        try
        {
            await call.RequestStream.WriteAsync(new UploadDataRoomFileRequest { Header = header }, cancellation);
            await using var stream = file.OpenReadStream(FileUpload.Largest, cancellation);
            var buffer = new byte[64 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
                await call.RequestStream.WriteAsync(new UploadDataRoomFileRequest { Data = ByteString.CopyFrom(buffer, 0, read) }, cancellation);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception answered) when (answered is InvalidOperationException or RpcException)
        {
            // The service has answered before the whole file was sent; its answer says why.
        }

        return await call;
    }
}
