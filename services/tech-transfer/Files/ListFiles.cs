using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Files;

/// <summary>The files of a matter, for those who may read it.</summary>
internal static class ListFiles
{
    public static async Task<ListTransferFilesResponse> RunAsync(Store store, FileRights rights, ServerCallContext call, ListTransferFilesRequest request)
    {
        var ownerId = Guid.Parse(request.OwnerId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        if (!await rights.Of(request.Purpose).MayReadAsync(connection, Caller.Of(call), ownerId, call.CancellationToken))
        {
            throw FileErrors.NotFound.ToException();
        }

        var files = await StoredFiles.ListAsync(connection, request.Purpose.Kind(), ownerId, call.CancellationToken);
        return new ListTransferFilesResponse { Files = { files.Select(file => file.ToMessage()) } };
    }
}
