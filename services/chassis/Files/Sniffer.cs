namespace Platform.Chassis.Files;

/// <summary>Says from a file's own bytes what it is. Reads what it needs by seeking; never the whole file.</summary>
internal static class Sniffer
{
    /// <returns><see cref="FileKind.Unknown"/> where it is none of the types taken.</returns>
    /// <exception cref="Errors.FailedException">FILE_UNSAFE, FILE_UNREADABLE.</exception>
    public static FileKind Sniff(Stream file)
    {
        Span<byte> head = stackalloc byte[16];
        file.Position = 0;
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return head switch
        {
            _ when head.StartsWith("%PDF-"u8) => FileKind.Pdf,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => FileKind.Png,
            [0xFF, 0xD8, 0xFF, ..] => FileKind.Jpeg,
            _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => FileKind.Gif,
            _ when head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8) => FileKind.Webp,
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => OleFile.Inspect(file),
            [(byte)'P', (byte)'K', 3, 4, ..] => OfficeZip.Inspect(file),
            _ => FileKind.Unknown,
        };
    }
}
