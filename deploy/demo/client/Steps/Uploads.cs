using Google.Protobuf;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>Sends a file as an import call wants it: the options first, then the content in pieces.</summary>
internal static class Uploads
{
    private const int Piece = 256 * 1024;

    public static async Task<ImportReport> SendAsync(AsyncClientStreamingCall<ImportChunk, ImportReport> opened, ImportOptions options, ReadOnlyMemory<byte> content)
    {
        using var call = opened;
        try
        {
            await call.RequestStream.WriteAsync(new ImportChunk { Options = options });
            for (var sent = 0; sent < content.Length; sent += Piece)
            {
                var piece = content.Slice(sent, Math.Min(Piece, content.Length - sent));
                await call.RequestStream.WriteAsync(new ImportChunk { Data = UnsafeByteOperations.UnsafeWrap(piece) });
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException)
        {
            // The service ended the call early; its answer says why.
        }

        return await call.ResponseAsync;
    }

    /// <summary>Sends a small file: its header, then its content.</summary>
    public static async Task<AttachedFile> AttachAsync(AsyncClientStreamingCall<UploadFileRequest, AttachedFile> opened, UploadFileHeader header, ReadOnlyMemory<byte> content)
    {
        using var call = opened;
        try
        {
            await call.RequestStream.WriteAsync(new UploadFileRequest { Header = header });
            await call.RequestStream.WriteAsync(new UploadFileRequest { Data = UnsafeByteOperations.UnsafeWrap(content) });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException)
        {
            // The service ended the call early; its answer says why.
        }

        return await call.ResponseAsync;
    }
}
