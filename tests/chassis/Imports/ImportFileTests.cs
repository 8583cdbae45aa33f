using Google.Protobuf;
using Grpc.Core;
using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

public sealed class ImportFileTests
{
    private static readonly ImportChunk Options = new() { Options = new ImportOptions { FileName = "a.csv", AllowPartial = true } };

    [Fact]
    public async Task Pieces_are_put_together_in_their_order()
    {
        var file = await Receive(Options, Piece("ab"), Piece(""), Piece("cd"));
        Assert.Equal("abcd"u8, file.Content.Span);
        Assert.True(file.Options.AllowPartial);
    }

    [Fact]
    public async Task Request_stands_for_options_and_content()
    {
        var first = await Receive(Options, Piece("ab"), Piece("c"));
        Assert.Equal(first.Request, (await Receive(Options, Piece("abc"))).Request);
        Assert.NotEqual(first.Request, (await Receive(Options, Piece("abd"))).Request);
        Assert.NotEqual(first.Request, (await Receive(new() { Options = new() { FileName = "a.csv" } }, Piece("abc"))).Request);
    }

    [Fact]
    public async Task Options_come_first_and_once()
    {
        Assert.Equal(ErrorReason.InvalidField, await Refusal());
        Assert.Equal(ErrorReason.InvalidField, await Refusal(Piece("a"), Options));
        Assert.Equal(ErrorReason.InvalidField, await Refusal(Options, Options));
        Assert.Equal(ErrorReason.InvalidField, await Refusal(Options, new ImportChunk()));
    }

    [Fact]
    public async Task File_beyond_the_limit_is_refused_while_it_comes()
    {
        var mebibyte = new ImportChunk { Data = ByteString.CopyFrom(new byte[1024 * 1024]) };
        var all = Enumerable.Repeat(mebibyte, 64).Prepend(Options).ToList();
        Assert.Equal(ImportLimits.FileBytes, (await Receive([.. all])).Content.Length);
        Assert.Equal(ErrorReason.FileTooLarge, await Refusal([.. all, Piece("a")]));
    }

    private static ImportChunk Piece(string text) => new() { Data = ByteString.CopyFromUtf8(text) };

    private static Task<ImportFile> Receive(params ImportChunk[] chunks) =>
        ImportFile.ReceiveAsync(new Chunks(chunks.AsEnumerable().GetEnumerator()), TestContext.Current.CancellationToken);

    private static async Task<ErrorReason> Refusal(params ImportChunk[] chunks) =>
        (await Assert.ThrowsAsync<FailedException>(() => Receive(chunks))).Error.Reason;

    private sealed class Chunks(IEnumerator<ImportChunk> chunks) : IAsyncStreamReader<ImportChunk>
    {
        public ImportChunk Current => chunks.Current;

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(chunks.MoveNext());
    }
}
