using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Components.Forms;
using Platform.Transfer.V1;

namespace Platform.Portal.Calls;

/// <summary>Sends a file that a person chose to tech-transfer, piece by piece as the browser delivers it.</summary>
public static class TransferFileUpload
{
    /// <param name="sent">Told how many bytes are on their way.</param>
    /// <exception cref="RpcException">What the service refuses.</exception>
    public static async Task<TransferFile> SendAsync(
        TransferFileService.TransferFileServiceClient files, UploadTransferFileHeader header, IBrowserFile file, Action<long> sent, CancellationToken cancellation)
    {
        using var call = files.UploadTransferFile(cancellationToken: cancellation);
        try
        {
            await call.RequestStream.WriteAsync(new UploadTransferFileRequest { Header = header }, cancellation);
            await using var stream = file.OpenReadStream(FileUpload.Largest, cancellation);
            var buffer = new byte[64 * 1024];
            long total = 0;
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
            {
                await call.RequestStream.WriteAsync(new UploadTransferFileRequest { Data = ByteString.CopyFrom(buffer, 0, read) }, cancellation);
                sent(total += read);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception answered) when (answered is InvalidOperationException or RpcException)
        {
            // The service has answered before the whole file was sent; its answer says why.
        }

        return await call;
    }
}
