using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Files;

/// <summary>
/// Receives a file for a matter. The rights are asked twice: before the content is taken in, and, holding until the commit, when it
/// is stored, as an upload may take minutes.
/// </summary>
internal static class UploadFile
{
    public static async Task<TransferFile> RunAsync(Store store, FileRights rights, ServerCallContext call, IAsyncStreamReader<UploadTransferFileRequest> parts)
    {
        var cancellation = call.CancellationToken;
        if (!await parts.MoveNext(cancellation) || parts.Current.Header is not { } header)
        {
            throw FileErrors.HeaderFirst.ToException();
        }

        var ownerId = Guid.Parse(header.OwnerId);
        var ofPurpose = rights.Of(header.Purpose);
        await store.ChangeAsync(Chassis.Auth.Caller.Of(call), change => ofPurpose.MayAddAsync(change, ownerId), cancellation);
        await using var file = await IncomingFile.ReceiveAsync(header.FileName, DataAsync(parts, cancellation), cancellation);
        return await store.ChangeAsync(call, header.RequestId, Fingerprint(header, file), async change =>
        {
            await ofPurpose.MayAddAsync(change, ownerId);
            return (await StoredFiles.SaveAsync(change, header.Purpose.Kind(), ownerId, file)).ToMessage();
        });
    }

    /// <summary>What a repeated request id must come with again: the same header and the same content.</summary>
    private static UploadTransferFileRequest Fingerprint(UploadTransferFileHeader header, IncomingFile file) => new()
    {
        Data = ByteString.CopyFrom([.. file.Sha256, .. header.ToByteArray()]),
    };

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> DataAsync(IAsyncStreamReader<UploadTransferFileRequest> parts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await parts.MoveNext(cancellation))
        {
            yield return parts.Current.PartCase == UploadTransferFileRequest.PartOneofCase.Data ? parts.Current.Data.Memory : throw FileErrors.HeaderFirst.ToException();
        }
    }
}
