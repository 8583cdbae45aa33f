using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests;

public sealed class TransferFileTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    /// <summary>Uploads a small PDF.</summary>
    public static async Task<TransferFile> UploadAsync(TransferFixture service, CallInvoker caller, TransferFilePurpose purpose, string ownerId, string name = "报告.pdf")
    {
        using var call = new TransferFileService.TransferFileServiceClient(caller).UploadTransferFile(cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            await call.RequestStream.WriteAsync(new UploadTransferFileRequest { Header = new UploadTransferFileHeader { Purpose = purpose, OwnerId = ownerId, FileName = name } });
            await call.RequestStream.WriteAsync(new UploadTransferFileRequest { Data = ByteString.CopyFrom(Pdf) });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception answered) when (answered is InvalidOperationException or RpcException)
        {
            // Refused before the whole was sent: the answer says why.
        }

        return await call;
    }

    [Fact]
    public async Task Material_is_read_by_whoever_sees_the_listing_and_evidence_by_owner_and_officials()
    {
        var listing = await service.ListAsync("有演示材料的成果");
        var owner = service.University(TransferFixture.Yanshan);
        var material = await UploadAsync(service, owner, TransferFilePurpose.ListingMaterial, listing.ListingId);
        var evidence = await UploadAsync(service, owner, TransferFilePurpose.ListingEvidence, listing.ListingId);
        var firm = service.Enterprise(TransferFixture.Firm);
        Assert.Equal(Pdf, await DownloadAsync(firm, material.FileId));
        Assert.Equal(Pdf, await DownloadAsync(service.Official(), evidence.FileId));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => DownloadAsync(firm, evidence.FileId));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => UploadAsync(service, firm, TransferFilePurpose.ListingMaterial, listing.ListingId, "x.pdf"));
        Assert.Equal(1, await service.ScalarAsync<int>(
            "select count(*) from stored_file where owner_kind = 'ListingMaterial' and owner_id = @id", new { id = Guid.Parse(listing.ListingId) }));
    }

    [Fact]
    public async Task A_file_is_removed_by_its_owner_alone_and_no_type_is_taken_on_trust()
    {
        var listing = await service.ListAsync("材料会移除的成果");
        var owner = service.University(TransferFixture.Yanshan);
        var material = await UploadAsync(service, owner, TransferFilePurpose.ListingMaterial, listing.ListingId);
        var client = new TransferFileService.TransferFileServiceClient(service.University(TransferFixture.Northeastern));
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () =>
            client.RemoveTransferFileAsync(new RemoveTransferFileRequest { FileId = material.FileId }).ResponseAsync);
        await new TransferFileService.TransferFileServiceClient(owner).RemoveTransferFileAsync(new RemoveTransferFileRequest { FileId = material.FileId });
        Assert.Empty((await client.ListTransferFilesAsync(new ListTransferFilesRequest { Purpose = TransferFilePurpose.ListingMaterial, OwnerId = listing.ListingId })).Files);
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.FileTypeMismatch, () =>
            UploadAsync(service, owner, TransferFilePurpose.ListingMaterial, listing.ListingId, "图.png"));
    }

    private static async Task<byte[]> DownloadAsync(CallInvoker caller, string fileId)
    {
        using var call = new TransferFileService.TransferFileServiceClient(caller).DownloadTransferFile(new DownloadTransferFileRequest { FileId = fileId }, cancellationToken: TestContext.Current.CancellationToken);
        var content = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            content.Write(part.Data.Span);
        }

        return content.ToArray();
    }
}
