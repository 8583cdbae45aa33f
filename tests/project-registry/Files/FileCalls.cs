using Google.Protobuf;
using Grpc.Core;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Tests.Files;

/// <summary>Uploads and downloads as a client would.</summary>
internal static class FileCalls
{
    public static FileService.FileServiceClient Files(this CallInvoker caller) => new(caller);

    public static async Task<AttachedFile> UploadAsync(
        this FileService.FileServiceClient files, string ownerId, string name, byte[] content, string requestId = "",
        FilePurpose purpose = FilePurpose.ApplicationAttachment, int pieceBytes = 100_000)
    {
        using var call = files.UploadFile(new Metadata { { "accept-language", "zh-CN" } });
        try
        {
            await call.RequestStream.WriteAsync(new UploadFileRequest { Header = new UploadFileHeader { Purpose = purpose, OwnerId = ownerId, FileName = name, RequestId = requestId } });
            foreach (var piece in content.Chunk(pieceBytes))
            {
                await call.RequestStream.WriteAsync(new UploadFileRequest { Data = ByteString.CopyFrom(piece) });
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or IOException)
        {
            // Refused while it was being sent: the answer says why.
        }

        return await call.ResponseAsync;
    }

    public static async Task<(AttachedFile File, byte[] Content)> DownloadAsync(this FileService.FileServiceClient files, string fileId)
    {
        using var call = files.DownloadFile(new DownloadFileRequest { FileId = fileId });
        using var content = new MemoryStream();
        AttachedFile? file = null;
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            file ??= part.File;
            part.Data.WriteTo(content);
        }

        return (file!, content.ToArray());
    }
}
