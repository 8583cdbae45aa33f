using System.Text;

namespace Platform.Chassis.Files;

/// <summary>
/// Office documents of today are zip files (ECMA-376 part 2). Their parts say which program's they are; bounds on entries, total size
/// and ratio keep out archives made to swell, first by what the directory claims, then by inflating into a counter, as a
/// directory may lie. Nothing is expanded into memory.
/// </summary>
internal static class OfficeZip
{
    internal const int MostEntries = 4_000;
    internal const long MostBytes = 200L * 1024 * 1024;

    /// <summary>Deflate cannot do better than about 1 : 1032; documents stay far below 100 as a whole.</summary>
    internal const int HighestRatio = 100;

    /// <summary>Below this many bytes expanded the ratio is of no concern.</summary>
    private const long SmallBytes = 4L * 1024 * 1024;
    private const string ContentTypes = "[Content_Types].xml";
    private const int ContentTypesBytes = 512 * 1024;

    /// <exception cref="Errors.FailedException">FILE_UNSAFE, FILE_UNREADABLE.</exception>
    public static FileKind Inspect(Stream file)
    {
        var kind = OfParts(file, out var hasTypes);
        if (kind == FileKind.Unknown || !hasTypes)
        {
            return FileKind.Unknown;
        }

        try
        {
            Inflate(file);
        }
        catch (InvalidDataException)
        {
            throw FileErrors.Damaged.ToException();
        }

        return kind;
    }

    private static FileKind OfParts(Stream file, out bool hasTypes)
    {
        var kind = FileKind.Unknown;
        (hasTypes, var entries, long compressed, long expanded) = (false, 0, 0L, 0L);
        foreach (var entry in ZipDirectory.Read(file))
        {
            compressed += entry.CompressedBytes;
            expanded += entry.Bytes;
            if (++entries > MostEntries || Swells(compressed, expanded) || compressed > file.Length)
            {
                throw FileErrors.Swells.ToException();
            }

            if ((entry.Flags & 1) != 0)
            {
                throw FileErrors.Encrypted.ToException();
            }

            if (entry.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            {
                throw FileErrors.Macros.ToException();
            }

            hasTypes |= entry.Name == ContentTypes;
            kind = entry.Name switch
            {
                "word/document.xml" => FileKind.Docx,
                "xl/workbook.xml" => FileKind.Xlsx,
                "ppt/presentation.xml" => FileKind.Pptx,
                _ => kind,
            };
        }

        return kind;
    }

    /// <summary>Inflates every part into a counter; a part that is not as long as the directory claims makes the file a damaged one.</summary>
    private static void Inflate(Stream file)
    {
        var buffer = new byte[64 * 1024];
        long expanded = 0;
        foreach (var entry in ZipDirectory.Read(file))
        {
            using var content = ZipDirectory.Open(file, entry);
            using var types = entry.Name == ContentTypes ? new MemoryStream() : null;
            long bytes = 0;
            for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
            {
                bytes += read;
                expanded += read;
                if (Swells(file.Length, expanded) || bytes > entry.Bytes || types?.Length > ContentTypesBytes)
                {
                    throw FileErrors.Swells.ToException();
                }

                types?.Write(buffer, 0, read);
            }

            if (bytes != entry.Bytes)
            {
                throw FileErrors.Damaged.ToException();
            }

            if (types is not null && Encoding.UTF8.GetString(types.GetBuffer(), 0, (int)types.Length).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
            {
                throw FileErrors.Macros.ToException();
            }
        }
    }

    private static bool Swells(long compressed, long expanded) =>
        expanded > MostBytes || (expanded > SmallBytes && expanded > compressed * HighestRatio);
}
