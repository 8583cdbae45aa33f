using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Files;

/// <summary>The rights of all purposes; one that no slice registered has no files.</summary>
public sealed class FileRights(IEnumerable<IFileRights> all)
{
    private readonly Dictionary<TransferFilePurpose, IFileRights> _byPurpose = all.ToDictionary(rights => rights.Purpose);

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public IFileRights Of(TransferFilePurpose purpose) => _byPurpose.GetValueOrDefault(purpose) ?? throw FileErrors.NotFound.ToException();

    /// <summary>The file, where the caller may read it.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public async Task<StoredFile> ReadableAsync(NpgsqlConnection connection, Caller caller, Guid fileId, CancellationToken cancellation)
    {
        var file = await StoredFiles.FindAsync(connection, fileId, cancellation) ?? throw FileErrors.NotFound.ToException();
        return await Of(FilePurposes.Of(file.OwnerKind)).MayReadAsync(connection, caller, file.OwnerId, cancellation) ? file : throw FileErrors.NotFound.ToException();
    }
}
