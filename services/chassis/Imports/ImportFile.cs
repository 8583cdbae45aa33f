using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Platform.Common.V1;

namespace Platform.Chassis.Imports;

/// <summary>A file that came with an import call.</summary>
public sealed record ImportFile(ImportOptions Options, ReadOnlyMemory<byte> Content)
{
    /// <summary>Stands for the call in the idempotency record: the options, and the SHA-256 of the content instead of the content.</summary>
    public IMessage Request { get; } = new ImportChunk
    {
        Data = ByteString.CopyFrom([.. SHA256.HashData(Options.ToByteArray()), .. SHA256.HashData(Content.Span)]),
    };

    /// <summary>Receives the whole of an import call: first the options, then the pieces of the file.</summary>
    /// <exception cref="Errors.FailedException">INVALID_FIELD where the options do not come first and once, FILE_TOO_LARGE.</exception>
    public static async Task<ImportFile> ReceiveAsync(IAsyncStreamReader<ImportChunk> chunks, CancellationToken cancellation)
    {
        if (!await chunks.MoveNext(cancellation) || chunks.Current.Options is not { } options)
        {
            throw ImportErrors.OptionsFirst.ToException();
        }

        using var content = new MemoryStream();
        while (await chunks.MoveNext(cancellation))
        {
            if (chunks.Current.PartCase != ImportChunk.PartOneofCase.Data)
            {
                throw ImportErrors.OptionsFirst.ToException();
            }

            if (content.Length + chunks.Current.Data.Length > ImportLimits.FileBytes)
            {
                throw ImportErrors.TooManyBytes.ToException();
            }

            content.Write(chunks.Current.Data.Span);
        }

        return new(options, content.GetBuffer().AsMemory(0, (int)content.Length));
    }
}
