using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Files;

/// <summary>Takes a file off its matter; its content stays only where something that was filed refers to it.</summary>
internal static class RemoveFile
{
    public static Task<Empty> RunAsync(Store store, FileRights rights, ServerCallContext call, RemoveTransferFileRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var file = await rights.ReadableAsync(change.Connection, change.Caller, Guid.Parse(request.FileId), change.Cancellation);
            if (file.RemovedAt is not null)
            {
                throw FileErrors.NotFound.ToException();
            }

            var ofPurpose = rights.Of(FilePurposes.Of(file.OwnerKind));
            await ofPurpose.MayRemoveAsync(change, file.OwnerId);
            await StoredFiles.RemoveAsync(change, file, await ofPurpose.IsKeptAsync(change, file.FileId));
            return new Empty();
        });
}
