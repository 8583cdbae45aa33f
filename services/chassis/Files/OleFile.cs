using System.Buffers.Binary;
using System.Text;

namespace Platform.Chassis.Files;

/// <summary>
/// Legacy Office files: which program's they are stands in the directory of the compound file (MS-CFB). Each of its entries has
/// 128 bytes, a name in UTF-16 first.
/// </summary>
internal static class OleFile
{
    private const uint EndOfChain = 0xFFFFFFFE;
    private const int EntryBytes = 128;
    private const int MostSectors = 512;

    /// <exception cref="Errors.FailedException">FILE_UNSAFE where it has macros or is encrypted, FILE_UNREADABLE.</exception>
    public static FileKind Inspect(Stream file)
    {
        Span<byte> header = stackalloc byte[512];
        file.Position = 0;
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            throw FileErrors.Damaged.ToException();
        }

        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        if (shift is not (9 or 12))
        {
            throw FileErrors.Damaged.ToException();
        }

        var kind = FileKind.Unknown;
        foreach (var name in Names(file, header.ToArray(), 1 << shift))
        {
            kind = name switch
            {
                "_VBA_PROJECT_CUR" or "_VBA_PROJECT" or "VBA" or "Macros" => throw FileErrors.Macros.ToException(),
                "EncryptedPackage" or "EncryptionInfo" => throw FileErrors.Encrypted.ToException(),
                "WordDocument" => FileKind.Doc,
                "Workbook" or "Book" => FileKind.Xls,
                "PowerPoint Document" => FileKind.Ppt,
                _ => kind,
            };
        }

        return kind;
    }

    private static IEnumerable<string> Names(Stream file, byte[] header, int sectorBytes)
    {
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        var buffer = new byte[sectorBytes];
        for (var read = 0; sector != EndOfChain; read++)
        {
            if (read == MostSectors || !Read(file, sector, buffer))
            {
                throw FileErrors.Damaged.ToException();
            }

            for (var at = 0; at < sectorBytes; at += EntryBytes)
            {
                var bytes = BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at + 64));
                if (bytes is >= 2 and <= 64)
                {
                    yield return Encoding.Unicode.GetString(buffer, at, bytes - 2);
                }
            }

            sector = Next(file, header, sector, sectorBytes);
        }
    }

    /// <summary>Follows the allocation table; a directory that goes on past the sectors named in the header ends here.</summary>
    private static uint Next(Stream file, byte[] header, uint sector, int sectorBytes)
    {
        var perSector = (uint)(sectorBytes / 4);
        var table = sector / perSector;
        if (table >= 109)
        {
            return EndOfChain;
        }

        var tableSector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + ((int)table * 4)));
        file.Position = ((long)(tableSector + 1) * sectorBytes) + (sector % perSector * 4);
        Span<byte> next = stackalloc byte[4];
        return file.ReadAtLeast(next, 4, throwOnEndOfStream: false) == 4
            ? BinaryPrimitives.ReadUInt32LittleEndian(next)
            : throw FileErrors.Damaged.ToException();
    }

    private static bool Read(Stream file, uint sector, byte[] buffer)
    {
        file.Position = ((long)sector + 1) * buffer.Length;
        return file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
    }
}
