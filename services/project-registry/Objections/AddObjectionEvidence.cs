using System.Runtime.CompilerServices;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.ProjectRegistry.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Objections;

/// <summary>
/// Receives a file of evidence from whoever has the receipt code. Whether the objection takes one is asked twice: before the content
/// is taken in, so that nobody without a code sends any, and, holding until the commit, when it is stored.
/// </summary>
internal static class AddObjectionEvidence
{
    public static async Task<AttachedFile> RunAsync(Store store, ServerCallContext call, IAsyncStreamReader<AddObjectionEvidenceRequest> parts)
    {
        var cancellation = call.CancellationToken;
        if (!await parts.MoveNext(cancellation) || parts.Current.Header is not { } header)
        {
            throw FileErrors.HeaderFirst.ToException();
        }

        Guid id;
        await using (var connection = await store.OpenAsync(cancellation))
        {
            id = (await ObjectionRow.ByReceiptAsync(connection, header.ReceiptCode, cancellation)).ObjectionId;
        }

        await store.ChangeAsync(FileObjection.Public, change => RequireRoomAsync(change, id), cancellation);
        await using var file = await IncomingFile.ReceiveAsync(header.FileName, DataAsync(parts, cancellation), cancellation);
        AttachedFile? stored = null;
        await store.ChangeAsync(FileObjection.Public, async change =>
        {
            await RequireRoomAsync(change, id);
            stored = (await StoredFiles.SaveAsync(change, FilePurpose.ObjectionEvidence.Kind(), id, file)).ToMessage();
        }, cancellation);
        return stored!;
    }

    private static async Task RequireRoomAsync(Change change, Guid id)
    {
        await ObjectionRow.LockOpenAsync(change, id);
        if ((await StoredFiles.ListAsync(change.Connection, FilePurpose.ObjectionEvidence.Kind(), id, change.Cancellation)).Count >= ObjectionLimits.EvidenceFiles)
        {
            throw ObjectionErrors.EvidenceFull.ToException();
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> DataAsync(
        IAsyncStreamReader<AddObjectionEvidenceRequest> parts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await parts.MoveNext(cancellation))
        {
            yield return parts.Current.PartCase == AddObjectionEvidenceRequest.PartOneofCase.Data ? parts.Current.Data.Memory : throw FileErrors.HeaderFirst.ToException();
        }
    }
}
