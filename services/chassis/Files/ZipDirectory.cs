using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Platform.Chassis.Files;

/// <summary>
/// The central directory of a zip file, read entry by entry, so that a file that claims a million entries costs no memory
/// (APPNOTE.TXT 4.3.12 and 4.3.16). Zip64 is for files larger than those taken here and counts as damaged.
/// </summary>
internal static class ZipDirectory
{
    private const int EndBytes = 22;
    private const int HeaderBytes = 46;

    /// <param name="Flags">Bit 0: encrypted.</param>
    /// <param name="Bytes">As the directory claims; <see cref="OfficeZip"/> counts.</param>
    public readonly record struct Entry(string Name, ushort Flags, ushort Method, long CompressedBytes, long Bytes, long Header);

    /// <exception cref="Errors.FailedException">FILE_UNREADABLE.</exception>
    public static IEnumerable<Entry> Read(Stream file)
    {
        var (at, end) = Find(file);
        var header = new byte[HeaderBytes];
        var name = new byte[ushort.MaxValue];
        while (at < end)
        {
            file.Position = at;
            if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.AsSpan().StartsWith("PK\x01\x02"u8))
            {
                throw FileErrors.Damaged.ToException();
            }

            var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
            if (file.ReadAtLeast(name.AsSpan(0, nameBytes), nameBytes, throwOnEndOfStream: false) < nameBytes)
            {
                throw FileErrors.Damaged.ToException();
            }

            yield return new(
                Encoding.UTF8.GetString(name, 0, nameBytes),
                BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)),
                BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(10)),
                BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(20)),
                BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(24)),
                BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(42)));
            at += HeaderBytes + nameBytes + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32));
        }
    }

    /// <summary>The entry's content, inflated as it is read.</summary>
    /// <exception cref="Errors.FailedException">FILE_UNREADABLE.</exception>
    public static Stream Open(Stream file, Entry entry)
    {
        Span<byte> header = stackalloc byte[30];
        file.Position = entry.Header;
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith("PK\x03\x04"u8))
        {
            throw FileErrors.Damaged.ToException();
        }

        file.Position += BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        var content = new Slice(file, entry.CompressedBytes);
        return entry.Method switch
        {
            0 => content,
            8 => new DeflateStream(content, CompressionMode.Decompress),
            _ => throw FileErrors.Damaged.ToException(),
        };
    }

    /// <summary>Where the directory begins and ends, by the record at the file's end.</summary>
    private static (long Begin, long End) Find(Stream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndBytes + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + EndBytes > tail.Length)
        {
            throw FileErrors.Damaged.ToException();
        }

        long bytes = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        long begin = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
        var end = begin + bytes;
        return end <= file.Length - tail.Length + at ? (begin, end) : throw FileErrors.Damaged.ToException();
    }
}
