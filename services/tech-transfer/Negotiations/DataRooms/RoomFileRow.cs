using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Errors;
using Platform.Chassis.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.DataRooms;

/// <summary>A file of a data room and the folder it lies in.</summary>
internal static class RoomFileRow
{
    /// <exception cref="FailedException">NOT_FOUND where it is none of this room, or was taken out.</exception>
    public static async Task<StoredFile> FindAsync(NpgsqlConnection connection, Guid negotiationId, string fileId, CancellationToken cancellation)
    {
        var file = await StoredFiles.FindAsync(connection, Guid.Parse(fileId), cancellation);
        return file is { OwnerKind: DataRoomRights.Kind, RemovedAt: null } && file.OwnerId == negotiationId ? file : throw FileErrors.NotFound.ToException();
    }

    /// <summary>Folder by file.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> FoldersAsync(NpgsqlConnection connection, Guid negotiationId, CancellationToken cancellation)
    {
        const string sql = """
            select f.file_id, f.folder from data_room_file f join stored_file s using (file_id)
            where f.negotiation_id = @negotiationId and s.removed_at is null limit 100
            """;
        return (await connection.QueryAsync<(Guid Id, string Folder)>(new CommandDefinition(sql, new { negotiationId }, cancellationToken: cancellation)))
            .ToDictionary(row => row.Id, row => row.Folder);
    }

    public static DataRoomFile ToMessage(StoredFile file, string folder) => new()
    {
        FileId = file.FileId.ToString(),
        Folder = folder,
        FileName = file.FileName,
        ContentType = file.Kind.ContentType(),
        SizeBytes = file.SizeBytes,
        Sha256 = Convert.ToHexStringLower(file.Sha256),
        UploadTime = file.CreatedAt.ToTimestamp(),
    };
}
