using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Esco;

/// <summary>A file of an upload with its head.</summary>
internal sealed record EscoPart(EscoFile Head, ImportFile File);

/// <summary>The files that came with one import call.</summary>
internal sealed record EscoUpload(EscoOptions Options, IReadOnlyList<EscoPart> Parts)
{
    private const int MostFiles = 10;

    /// <summary>Stands for the call in the idempotency record.</summary>
    public IMessage Request { get; } = new EscoChunk
    {
        Data = ByteString.CopyFrom([.. SHA256.HashData(Options.ToByteArray()), .. Parts.SelectMany(part => SHA256.HashData(part.Head.ToByteArray()).Concat(SHA256.HashData(part.File.Content.Span)))]),
    };

    /// <summary>Receives the whole of a call: options, then each file's head and pieces.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD where they come in another order or there is no file, FILE_TOO_LARGE.</exception>
    public static async Task<EscoUpload> ReceiveAsync(IAsyncStreamReader<EscoChunk> chunks, CancellationToken cancellation)
    {
        if (!await chunks.MoveNext(cancellation) || chunks.Current.Options is not { } options)
        {
            throw ImportErrors.OptionsFirst.ToException();
        }

        var files = new List<(EscoFile Head, MemoryStream Content)>();
        long total = 0;
        while (await chunks.MoveNext(cancellation))
        {
            switch (chunks.Current.PartCase)
            {
                case EscoChunk.PartOneofCase.File when files.Count < MostFiles:
                    files.Add((chunks.Current.File, new MemoryStream()));
                    break;
                case EscoChunk.PartOneofCase.Data when files.Count > 0:
                    total += chunks.Current.Data.Length;
                    files[^1].Content.Write(chunks.Current.Data.Span);
                    break;
                default:
                    throw EscoErrors.Order.ToException();
            }

            if (total > ImportLimits.FileBytes)
            {
                throw ImportErrors.TooManyBytes.ToException();
            }
        }

        return files.Count == 0 ? throw EscoErrors.NoFile.ToException() : new EscoUpload(options, [.. files.Select(file => new EscoPart(
            file.Head,
            new ImportFile(
                new ImportOptions { FileName = file.Head.FileName, AllowPartial = options.AllowPartial },
                file.Content.GetBuffer().AsMemory(0, (int)file.Content.Length))))]);
    }
}
