namespace Platform.Chassis.Files;

/// <summary>A file as stored, without its content.</summary>
public sealed record StoredFile
{
    public Guid FileId { get; init; }

    public string OwnerKind { get; init; } = "";

    public Guid OwnerId { get; init; }

    public string FileName { get; init; } = "";

    public FileKind Kind { get; init; }

    public int SizeBytes { get; init; }

    public byte[] Sha256 { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Taken off its matter.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    internal const string Columns = "file_id, owner_kind, owner_id, file_name, kind, size_bytes, sha256, created_at, removed_at";
}
