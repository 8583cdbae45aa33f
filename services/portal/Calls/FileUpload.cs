using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Components.Forms;
using Platform.Registry.V1;

namespace Platform.Portal.Calls;

/// <summary>Sends a file that a person chose to the service, piece by piece as the browser delivers it.</summary>
public static class FileUpload
{
    public const long Largest = 20 * 1024 * 1024;

    /// <summary>What the file dialog offers.</summary>
    public const string Accept = ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.png,.jpg,.jpeg,.webp,.gif";

    /// <param name="sent">Told how many bytes are on their way.</param>
    /// <exception cref="RpcException">What the service refuses.</exception>
    public static async Task<AttachedFile> SendAsync(
        FileService.FileServiceClient files, UploadFileHeader header, IBrowserFile file, Action<long> sent, CancellationToken cancellation)
    {
        using var call = files.UploadFile(cancellationToken: cancellation);
        try
        {
            await call.RequestStream.WriteAsync(new UploadFileRequest { Header = header }, cancellation);
            await using var stream = file.OpenReadStream(Largest, cancellation);
            var buffer = new byte[64 * 1024];
            long total = 0;
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
            {
                await call.RequestStream.WriteAsync(new UploadFileRequest { Data = ByteString.CopyFrom(buffer, 0, read) }, cancellation);
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
