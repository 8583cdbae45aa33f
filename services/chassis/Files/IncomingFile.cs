using System.Security.Cryptography;

namespace Platform.Chassis.Files;

/// <summary>
/// A file on its way in: received into a nameless temporary file, so that neither memory nor a transaction is held while a slow
/// sender takes its time, and then inspected. Gone when disposed, and also when the process ends.
/// </summary>
public sealed class IncomingFile : IAsyncDisposable
{
    public const int MostBytes = 20 * 1024 * 1024;
    private readonly FileStream _content;

    private IncomingFile(FileStream content, string fileName, FileKind kind, byte[] sha256)
    {
        _content = content;
        FileName = fileName;
        Kind = kind;
        Sha256 = sha256;
    }

    /// <summary>Cleaned.</summary>
    public string FileName { get; }

    /// <summary>By the content.</summary>
    public FileKind Kind { get; }

    public byte[] Sha256 { get; }

    public int Bytes => (int)_content.Length;

    /// <exception cref="Errors.FailedException">
    /// FILE_TOO_LARGE, FILE_UNREADABLE, FILE_TYPE_REFUSED, FILE_TYPE_MISMATCH, FILE_UNSAFE.
    /// </exception>
    public static async Task<IncomingFile> ReceiveAsync(string fileName, IAsyncEnumerable<ReadOnlyMemory<byte>> chunks, CancellationToken cancellation)
    {
        var cleaned = Files.FileName.Clean(fileName);
        var said = FileKinds.OfName(cleaned);
        if (said == FileKind.Unknown)
        {
            throw FileErrors.TypeRefused.ToException();
        }

        var content = Nameless();
        try
        {
            var sha256 = await SpoolAsync(content, chunks, cancellation);
            var kind = Sniffer.Sniff(content);
            return kind == said
                ? new(content, cleaned, kind, sha256)
                : throw FileErrors.TypeMismatch(Path.GetExtension(cleaned), kind).ToException();
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    /// <summary>A file that the service itself made, such as a letter.</summary>
    /// <exception cref="Errors.FailedException">As <see cref="ReceiveAsync"/>.</exception>
    public static Task<IncomingFile> OfAsync(string fileName, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        ReceiveAsync(fileName, new[] { content }.ToAsyncEnumerable(), cancellation);

    public ValueTask DisposeAsync() => _content.DisposeAsync();

    /// <summary>The content in pieces of the same buffer, each valid until the next.</summary>
    internal async IAsyncEnumerable<byte[]> ReadAsync(int pieceBytes)
    {
        _content.Position = 0;
        var buffer = new byte[pieceBytes];
        int read;
        while ((read = await _content.ReadAtLeastAsync(buffer, pieceBytes, throwOnEndOfStream: false)) > 0)
        {
            yield return read == pieceBytes ? buffer : buffer[..read];
        }
    }

    private static async Task<byte[]> SpoolAsync(FileStream content, IAsyncEnumerable<ReadOnlyMemory<byte>> chunks, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var chunk in chunks.WithCancellation(cancellation))
        {
            if (content.Length + chunk.Length > MostBytes)
            {
                throw FileErrors.TooLarge.ToException();
            }

            hash.AppendData(chunk.Span);
            await content.WriteAsync(chunk, cancellation);
        }

        await content.FlushAsync(cancellation);
        return content.Length > 0 ? hash.GetHashAndReset() : throw FileErrors.Empty.ToException();
    }

    private static FileStream Nameless()
    {
        var path = Path.Combine(Path.GetTempPath(), $"platform-{Guid.CreateVersion7():N}");
        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 64 * 1024,
        });
    }
}
