using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Negotiations;

/// <summary>A firm and an owner at one table, on a listing of their own, as far as a test wants them.</summary>
public sealed class Table
{
    public const string Secret = "双方对洽谈中获悉的技术资料和商业信息承担保密义务，期限五年。";

    private readonly TransferFixture _service;

    private Table(TransferFixture service, string firm, string listingId, string negotiationId)
    {
        _service = service;
        Firm = service.Enterprise(firm);
        ListingId = listingId;
        NegotiationId = negotiationId;
    }

    public CallInvoker Firm { get; }

    public CallInvoker Owner => _service.University(TransferFixture.Yanshan);

    public string ListingId { get; }

    public string NegotiationId { get; }

    public Guid Id => Guid.Parse(NegotiationId);

    public static async Task<Table> OpenAsync(TransferFixture service, string title, TransferForm form = TransferForm.Unspecified, string firm = TransferFixture.Firm) =>
        await OnAsync(service, (await service.ListAsync(title)).ListingId, form, firm);

    public static async Task<Table> OnAsync(TransferFixture service, string listingId, TransferForm form = TransferForm.Unspecified, string firm = TransferFixture.Firm)
    {
        var opened = await service.Negotiations(service.Enterprise(firm)).OpenNegotiationAsync(
            new OpenNegotiationRequest { ListingId = listingId, Form = form, Intent = "用于产线改造。" });
        return new Table(service, firm, listingId, opened.NegotiationId);
    }

    public static async Task<Table> AcceptedAsync(TransferFixture service, string title)
    {
        var table = await OpenAsync(service, title);
        await table.AcceptInterestAsync();
        return table;
    }

    public static async Task<Table> WithNdaAsync(TransferFixture service, string title)
    {
        var table = await AcceptedAsync(service, title);
        await table.ConcludeNdaAsync(Secret);
        return table;
    }

    public Task<Negotiation> ReadAsync() =>
        _service.Negotiations(Firm).GetNegotiationAsync(new GetNegotiationRequest { NegotiationId = NegotiationId }).ResponseAsync;

    public Task<Negotiation> AcceptInterestAsync() =>
        _service.Negotiations(Owner).AcceptInterestAsync(new AcceptInterestRequest { NegotiationId = NegotiationId }).ResponseAsync;

    public Task<Negotiation> EndAsync(CallInvoker side, string reason = "另有安排") =>
        _service.Negotiations(side).EndNegotiationAsync(new EndNegotiationRequest { NegotiationId = NegotiationId, Reason = reason }).ResponseAsync;

    public Task<Nda> ProposeNdaAsync(CallInvoker side, string text) =>
        _service.Ndas(side).ProposeNdaAsync(new ProposeNdaRequest { NegotiationId = NegotiationId, Text = text }).ResponseAsync;

    public Task<Nda> ConsentAsync(CallInvoker side, string hash) =>
        _service.Ndas(side).ConsentToNdaAsync(new ConsentToNdaRequest { NegotiationId = NegotiationId, TextHash = hash }).ResponseAsync;

    public async Task<Nda> ConcludeNdaAsync(string text)
    {
        var put = await ProposeNdaAsync(Owner, text);
        await ConsentAsync(Firm, put.TextHash);
        return await ConsentAsync(Owner, put.TextHash);
    }

    public Task<TermSheet> ProposeAsync(CallInvoker side, TransferTerms terms, string note = "") =>
        _service.TermSheets(side).ProposeTermSheetAsync(new ProposeTermSheetRequest { NegotiationId = NegotiationId, Terms = terms, Note = note }).ResponseAsync;

    public Task<TermSheet> AcceptAsync(CallInvoker side, string hash) =>
        _service.TermSheets(side).AcceptTermSheetAsync(new AcceptTermSheetRequest { NegotiationId = NegotiationId, TermsHash = hash }).ResponseAsync;

    public async Task<IReadOnlyList<DataRoomFile>> RoomAsync(CallInvoker reader) =>
        (await _service.DataRooms(reader).ListDataRoomFilesAsync(new ListDataRoomFilesRequest { NegotiationId = NegotiationId })).Files;

    public async Task<DataRoomFile> UploadAsync(CallInvoker side, string name = "测试报告.pdf", string folder = "检测", string content = "report")
    {
        using var call = _service.DataRooms(side).UploadDataRoomFile();
        try
        {
            await call.RequestStream.WriteAsync(new UploadDataRoomFileRequest { Header = new UploadDataRoomFileHeader { NegotiationId = NegotiationId, Folder = folder, FileName = name } });
            await call.RequestStream.WriteAsync(new UploadDataRoomFileRequest { Data = ByteString.CopyFrom(Pdf(content)) });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            // Its answer says why.
        }

        return await call.ResponseAsync;
    }

    public async Task<byte[]> DownloadAsync(CallInvoker reader, string fileId)
    {
        using var call = _service.DataRooms(reader).DownloadDataRoomFile(new DownloadDataRoomFileRequest { NegotiationId = NegotiationId, FileId = fileId });
        using var content = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            content.Write(part.Data.Span);
        }

        return content.ToArray();
    }

    public async Task<IReadOnlyList<DataRoomAccess>> LogAsync() =>
        (await _service.DataRooms(Owner).ListDataRoomAccessesAsync(new ListDataRoomAccessesRequest { NegotiationId = NegotiationId })).Accesses;

    public async Task<(NegotiationState State, NegotiationStage Stage)> StoredAsync()
    {
        var state = await _service.ScalarAsync<int>("select state from negotiation where negotiation_id = @Id", new { Id });
        return ((NegotiationState)state, (NegotiationStage)await _service.ScalarAsync<int>("select stage from negotiation where negotiation_id = @Id", new { Id }));
    }

    public static byte[] Pdf(string content) => Encoding.ASCII.GetBytes(
        $"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n%{content}\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");

    public static TransferTerms Licence(long price = 80_000_000) => new()
    {
        Form = TransferForm.Licence,
        PriceCnyFen = price,
        RoyaltyBp = 300,
        FieldOfUse = "船舶配套",
        Territory = "中国境内",
        TermMonths = 60,
        Milestones =
        {
            new TermMilestone { Title = "资料交付", DueDay = "2027-03-31", PaymentCnyFen = price / 2 },
            new TermMilestone { Title = "样机验收", DueDay = "2027-09-30", PaymentCnyFen = price - (price / 2) },
        },
    };

    public static Task WrongStateAsync(Func<Task> call) => TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, call);

    public static async Task SaysAsync(string sentence, Func<Task> call) =>
        Assert.Contains(sentence, (await Assert.ThrowsAsync<RpcException>(call)).Status.Detail, StringComparison.Ordinal);
}
