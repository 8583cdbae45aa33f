using System.IO.Compression;
using System.Text;

namespace Platform.ProjectRegistry.Tests.Files;

/// <summary>Small files made by the tests, good ones and bad ones.</summary>
internal static class Samples
{
    public static byte[] Pdf(string text = "plan") => Encoding.ASCII.GetBytes($"%PDF-1.4\n1 0 obj<</Title({text})>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Png => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0];

    public static byte[] Docx => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"));

    public static byte[] Xlsx => Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"));

    public static byte[] WithMacros => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"), ("word/vbaProject.bin", "macro"));

    public static byte[] OfMacroType => Zip(("[Content_Types].xml", "<Types ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>"), ("word/document.xml", "<w:document/>"));

    /// <summary>About 60 KB that become 60 MB.</summary>
    public static byte[] Bomb() => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", new string('0', 60 * 1024 * 1024)));

    /// <summary>The same, with a directory that claims the part to be small.</summary>
    public static byte[] LyingBomb()
    {
        var bytes = Bomb();
        // The central directory's entry of the last part, and the part's own header: the uncompressed sizes.
        var size = BitConverter.GetBytes(60 * 1024 * 1024);
        for (var at = bytes.AsSpan().IndexOf(size); at >= 0; at = bytes.AsSpan().IndexOf(size))
        {
            BitConverter.GetBytes(4096).CopyTo(bytes, at);
        }

        return bytes;
    }

    public static byte[] ManyParts(int parts) => Zip([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "x"), .. Enumerable.Range(0, parts).Select(i => ($"word/{i}.xml", ""))]);

    /// <summary>A compound file whose directory names one stream.</summary>
    public static byte[] Ole(params string[] streams)
    {
        var bytes = new byte[512 * 3];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(bytes, 0);
        BitConverter.GetBytes((ushort)9).CopyTo(bytes, 30);
        BitConverter.GetBytes(1u).CopyTo(bytes, 48);
        // The allocation table is sector 0, the directory sector 1, which ends its chain.
        BitConverter.GetBytes(0u).CopyTo(bytes, 76);
        BitConverter.GetBytes(0xFFFFFFFEu).CopyTo(bytes, 512 + 4);
        for (var i = 0; i < streams.Length; i++)
        {
            var name = Encoding.Unicode.GetBytes(streams[i]);
            name.CopyTo(bytes, 1024 + (i * 128));
            BitConverter.GetBytes((ushort)(name.Length + 2)).CopyTo(bytes, 1024 + (i * 128) + 64);
        }

        return bytes;
    }

    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return stream.ToArray();
    }
}
