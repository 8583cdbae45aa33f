using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using Platform.Chassis.Data;

namespace Platform.Chassis.Files;

/// <summary>
/// Files in the service's own database, in pieces of 256 KiB. Who may add, read or remove is the caller's matter: it knows what
/// the owner is.
/// </summary>
public static class StoredFiles
{
    public const int MostFiles = 30;
    private const int ChunkBytes = 256 * 1024;

    /// <summary>Stores a received file with the change; the same content of the same owner answers with what is there.</summary>
    /// <param name="ownerKind">What the owner is; stands in the database.</param>
    /// <exception cref="Errors.FailedException">FILES_TOO_MANY.</exception>
    public static async Task<StoredFile> SaveAsync(Change change, string ownerKind, Guid ownerId, IncomingFile file)
    {
        // One upload for a matter at a time: the bound on files and the check for the same content hold until the commit.
        await change.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@key, 0))", new { key = $"{ownerKind} {ownerId}" });
        var present = await ListAsync(change.Connection, ownerKind, ownerId, change.Cancellation);
        if (present.FirstOrDefault(stored => stored.Sha256.AsSpan().SequenceEqual(file.Sha256)) is { } same)
        {
            return same;
        }

        if (present.Count >= MostFiles)
        {
            throw FileErrors.TooMany.ToException();
        }

        var stored = new StoredFile
        {
            FileId = change.NewId(), OwnerKind = ownerKind, OwnerId = ownerId, FileName = file.FileName, Kind = file.Kind,
            SizeBytes = file.Bytes, Sha256 = file.Sha256, CreatedAt = Microseconds(change.Now),
        };
        await InsertAsync(change, stored, file);
        change.Audit("file.add", ownerKind, ownerId.ToString(), new { file = stored.FileId, stored.SizeBytes, sha256 = Convert.ToHexStringLower(stored.Sha256) });
        return stored;
    }

    /// <summary>Stores a file that the service itself made.</summary>
    /// <exception cref="Errors.FailedException">As <see cref="IncomingFile.ReceiveAsync"/>, FILES_TOO_MANY.</exception>
    public static async Task<StoredFile> SaveAsync(Change change, string ownerKind, Guid ownerId, string fileName, ReadOnlyMemory<byte> content)
    {
        await using var file = await IncomingFile.OfAsync(fileName, content, change.Cancellation);
        return await SaveAsync(change, ownerKind, ownerId, file);
    }

    /// <summary>The files on a matter, in the order of their upload.</summary>
    public static async Task<IReadOnlyList<StoredFile>> ListAsync(NpgsqlConnection connection, string ownerKind, Guid ownerId, CancellationToken cancellation)
    {
        const string sql = $"""
            select {StoredFile.Columns} from stored_file
            where owner_kind = @ownerKind and owner_id = @ownerId and removed_at is null
            order by file_id
            limit 100
            """;
        return (await connection.QueryAsync<StoredFile>(new CommandDefinition(sql, new { ownerKind, ownerId }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>One file, also one that was taken off its matter and is kept; null where there is none.</summary>
    public static Task<StoredFile?> FindAsync(NpgsqlConnection connection, Guid fileId, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<StoredFile>(
            new CommandDefinition($"select {StoredFile.Columns} from stored_file where file_id = @fileId", new { fileId }, cancellationToken: cancellation));

    /// <summary>The content in pieces; no connection is held while the reader takes its time.</summary>
    /// <exception cref="Errors.FailedException">NOT_FOUND where it was removed meanwhile.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> OpenAsync(Store store, StoredFile file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const string sql = "select data from file_chunk where file_id = @FileId and number = @number";
        var left = file.SizeBytes;
        for (var number = 0; left > 0; number++)
        {
            byte[]? data;
            await using (var connection = await store.OpenAsync(cancellation))
            {
                data = await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(sql, new { file.FileId, number }, cancellationToken: cancellation));
            }

            left -= data?.Length ?? throw FileErrors.NotFound.ToException();
            yield return data;
        }
    }

    /// <summary>Takes a file off its matter.</summary>
    /// <param name="keep">Whether the content stays, as something that was filed refers to it.</param>
    public static async Task RemoveAsync(Change change, StoredFile file, bool keep)
    {
        const string hide = "update stored_file set removed_at = @Now where file_id = @FileId";
        const string delete = "delete from stored_file where file_id = @FileId";
        await change.ExecuteAsync(keep ? hide : delete, new { file.FileId, change.Now });
        change.Audit("file.remove", file.OwnerKind, file.OwnerId.ToString(), new { file = file.FileId, kept = keep });
    }

    /// <summary>As PostgreSQL keeps it, so that the first answer is the same as later ones.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    private static async Task InsertAsync(Change change, StoredFile stored, IncomingFile file)
    {
        const string row = """
            insert into stored_file (file_id, owner_kind, owner_id, file_name, kind, size_bytes, sha256, created_at, created_by)
            values (@FileId, @OwnerKind, @OwnerId, @FileName, @kind, @SizeBytes, @Sha256, @CreatedAt, @Subject)
            """;
        await change.ExecuteAsync(row, new
        {
            stored.FileId, stored.OwnerKind, stored.OwnerId, stored.FileName, kind = (short)stored.Kind, stored.SizeBytes, stored.Sha256, stored.CreatedAt, change.Caller.Subject,
        });
        var number = 0;
        await foreach (var data in file.ReadAsync(ChunkBytes))
        {
            await change.ExecuteAsync("insert into file_chunk (file_id, number, data) values (@FileId, @number, @data)", new { stored.FileId, number, data });
            number++;
        }
    }
}
