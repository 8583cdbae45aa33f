using Google.Protobuf;
using Grpc.Core;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Transfer.V1;
using Sides = Platform.Demo.City.NegotiationsYear.Sides;

namespace Platform.Demo.City;

/// <summary>What both sides of a demo negotiation do after the interest; what was done already is not done again.</summary>
internal static class NegotiationSteps
{
    /// <param name="both">False: the owner has not consented yet.</param>
    public static async Task AgreeOnNdaAsync(JobContext job, Sides sides, string id, string text, bool both)
    {
        var versions = (await sides.Owner.Ndas.ListNdasAsync(new ListNdasRequest { NegotiationId = id }, cancellationToken: job.Cancellation)).Ndas;
        var nda = versions.FirstOrDefault() ?? await sides.Owner.Ndas.ProposeNdaAsync(
            new ProposeNdaRequest { NegotiationId = id, Text = text, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (nda.EnterpriseConsent is null)
            await ConsentAsync(sides.Firm);
        if (both && nda.OwnerConsent is null)
            await ConsentAsync(sides.Owner);

        async Task ConsentAsync(Session side) => await side.Ndas.ConsentToNdaAsync(
            new ConsentToNdaRequest { NegotiationId = id, TextHash = nda.TextHash, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    /// <summary>Two files in two folders; the firm reads the first.</summary>
    public static async Task FillRoomAsync(JobContext job, Sides sides, string id)
    {
        if ((await sides.Owner.DataRooms.ListDataRoomFilesAsync(new ListDataRoomFilesRequest { NegotiationId = id }, cancellationToken: job.Cancellation)).Files.Count > 0)
            return;
        var report = await UploadAsync(job, sides.Owner, id, "检测", "检测报告（演示）.pdf", "Demo test report");
        await UploadAsync(job, sides.Owner, id, "工艺", "工艺参数（演示）.pdf", "Demo process parameters");
        await sides.Firm.DataRooms.ListDataRoomFilesAsync(new ListDataRoomFilesRequest { NegotiationId = id }, cancellationToken: job.Cancellation);
        await ReadAsync(job, sides.Firm, id, report.FileId);
    }

    /// <summary>The firm's offer, the owner's counter-proposal and, where the plan goes on, its acceptance and the contract.</summary>
    public static async Task AgreeOnTermsAsync(JobContext job, Sides sides, string id, NegotiationPlan plan)
    {
        var versions = (await sides.Firm.TermSheets.ListTermSheetsAsync(new ListTermSheetsRequest { NegotiationId = id }, cancellationToken: job.Cancellation)).TermSheets;
        if (versions.Count < 1)
            await ProposeAsync(sides.Firm, plan.Terms(60_000_000), "首次报价（演示）");
        var newest = versions.Count > 1 ? versions[0] : await ProposeAsync(sides.Owner, plan.Terms(80_000_000), "还价：含现场指导（演示）");
        if (plan.Stage < NegotiationStage.TermsAgreed)
            return;
        if (!newest.Agreed)
        {
            newest = await sides.Firm.TermSheets.AcceptTermSheetAsync(
                new AcceptTermSheetRequest { NegotiationId = id, TermsHash = newest.TermsHash, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        var negotiation = await sides.Owner.Negotiations.GetNegotiationAsync(new GetNegotiationRequest { NegotiationId = id }, cancellationToken: job.Cancellation);
        if (plan.Contract && negotiation.Agreement is null)
        {
            await sides.Owner.TermSheets.DraftFromTermSheetAsync(
                new DraftFromTermSheetRequest { NegotiationId = id, TermsHash = newest.TermsHash, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        async Task<TermSheet> ProposeAsync(Session side, TransferTerms terms, string note) => await side.TermSheets.ProposeTermSheetAsync(
            new ProposeTermSheetRequest { NegotiationId = id, Terms = terms, Note = note, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static async Task<DataRoomFile> UploadAsync(JobContext job, Session owner, string id, string folder, string name, string line)
    {
        var header = new UploadDataRoomFileHeader { NegotiationId = id, Folder = folder, FileName = name, RequestId = job.NewRequestId() };
        return await owner.Streaming(PlatformHost.TechTransfer).RunAsync(
            async options =>
            {
                using var call = Rooms(job).UploadDataRoomFile(options);
                try
                {
                    await call.RequestStream.WriteAsync(new UploadDataRoomFileRequest { Header = header });
                    await call.RequestStream.WriteAsync(new UploadDataRoomFileRequest { Data = ByteString.CopyFrom(SmallPdf.Of(line)) });
                    await call.RequestStream.CompleteAsync();
                }
                catch (Exception error) when (error is RpcException or InvalidOperationException)
                {
                    // The service ended the call early; its answer says why.
                }

                return await call.ResponseAsync;
            },
            TimeSpan.FromMinutes(1),
            job.Cancellation);
    }

    private static Task<long> ReadAsync(JobContext job, Session firm, string id, string fileId) => firm.Streaming(PlatformHost.TechTransfer).RunAsync(
        async options =>
        {
            using var call = Rooms(job).DownloadDataRoomFile(new DownloadDataRoomFileRequest { NegotiationId = id, FileId = fileId }, options);
            long bytes = 0;
            await foreach (var part in call.ResponseStream.ReadAllAsync(job.Cancellation))
                bytes += part.Data.Length;
            return bytes;
        },
        TimeSpan.FromMinutes(1),
        job.Cancellation);

    private static DataRoomService.DataRoomServiceClient Rooms(JobContext job) => new(job.Connections.Channel(PlatformHost.TechTransfer));
}
