using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Files;

/// <summary>Purposes as the stored files name them.</summary>
public static class FilePurposes
{
    /// <summary>The owner's kind in <see cref="StoredFiles"/>, such as <c>ApplicationAttachment</c>.</summary>
    public static string Kind(this TransferFilePurpose purpose) => purpose.ToString();

    public static TransferFilePurpose Of(string ownerKind) => System.Enum.TryParse<TransferFilePurpose>(ownerKind, out var purpose) ? purpose : TransferFilePurpose.Unspecified;

    public static TransferFile ToMessage(this StoredFile file) => new()
    {
        FileId = file.FileId.ToString(),
        Purpose = Of(file.OwnerKind),
        OwnerId = file.OwnerId.ToString(),
        FileName = file.FileName,
        ContentType = file.Kind.ContentType(),
        SizeBytes = file.SizeBytes,
        Sha256 = Convert.ToHexStringLower(file.Sha256),
        UploadTime = Timestamp.FromDateTimeOffset(file.CreatedAt),
    };
}
