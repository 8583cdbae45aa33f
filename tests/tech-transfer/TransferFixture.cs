using System.Globalization;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Identity.V1;
using Platform.Registry.V1;
using Platform.Tests.Fixtures;
using Platform.Transfer.V1;
using RabbitMQ.Client;
using Xunit;

namespace Platform.TechTransfer.Tests;

/// <summary>The service as it runs, with two universities and two firms that have joined.</summary>
public sealed class TransferFixture() : ServiceFixture(Program.Host, typeof(Program).Assembly)
{
    public const string Yanshan = "12130300YQ01000118";
    public const string Northeastern = "12130300YQ010002X0";
    public const string Firm = "91130303MAYQ10876B";
    public const string OtherFirm = "91130371MAYQ11369X";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await JoinAsync(Yanshan, "燕山大学", OrganisationKind.University);
        await JoinAsync(Northeastern, "东北大学秦皇岛分校", OrganisationKind.University);
        await JoinAsync(Firm, "秦皇岛珩舟船舶配套有限公司", OrganisationKind.Enterprise);
        await JoinAsync(OtherFirm, "秦皇岛擎霁动力电池系统有限公司", OrganisationKind.Enterprise);
        await EventuallyAsync("four organisations", "select count(*) = 4 from organisation");
    }

    public ListingService.ListingServiceClient Listings(CallInvoker caller) => new(caller);

    public TechnologyNeedService.TechnologyNeedServiceClient Needs(CallInvoker caller) => new(caller);

    public MatchService.MatchServiceClient Matches(CallInvoker caller) => new(caller);

    public NegotiationService.NegotiationServiceClient Negotiations(CallInvoker caller) => new(caller);

    public AgreementService.AgreementServiceClient Agreements(CallInvoker caller) => new(caller);

    public PriceNoticeService.PriceNoticeServiceClient PriceNotices(CallInvoker caller) => new(caller);

    public TransferRuleService.TransferRuleServiceClient TransferRules(CallInvoker caller) => new(caller);

    public IncubationService.IncubationServiceClient Incubations(CallInvoker caller) => new(caller);

    public FlowService.FlowServiceClient Flows(CallInvoker caller) => new(caller);

    public BenefitSharingService.BenefitSharingServiceClient Sharings(CallInvoker caller) => new(caller);

    /// <summary>A contract between Yanshan and a firm that both have signed: a licence whose price an exchange found, unless changed.</summary>
    public async Task<Agreement> SignedAsync(string title, Action<DraftAgreementRequest>? change = null, string firm = Firm)
    {
        var request = new DraftAgreementRequest
        {
            ListingId = (await ListAsync(title)).ListingId, OrganisationCode = firm, Kind = AgreementKind.Licence, AmountCnyFen = 100_000_000, Terms = "许可条款",
            Pricing = Pricing.Exchange, PricingRecord = "某技术交易所 2026-001",
        };
        change?.Invoke(request);
        var drafted = await Agreements(University(Yanshan)).DraftAgreementAsync(request);
        return await SignBothAsync(drafted);
    }

    public async Task<Agreement> SignBothAsync(Agreement drafted)
    {
        var sign = new AgreementHashRequest { AgreementId = drafted.AgreementId, TermsHash = drafted.TermsHash };
        await Agreements(University(drafted.OwnerCode)).SignAgreementAsync(sign);
        return await Agreements(Enterprise(drafted.OrganisationCode)).SignAgreementAsync(sign);
    }
    public NdaService.NdaServiceClient Ndas(CallInvoker caller) => new(caller);

    public TermSheetService.TermSheetServiceClient TermSheets(CallInvoker caller) => new(caller);

    public DataRoomService.DataRoomServiceClient DataRooms(CallInvoker caller) => new(caller);

    public Task JoinAsync(string code, string name, OrganisationKind kind) =>
        PublishAsync(new OrganisationRegistered { OrganisationCode = code, Name = name, Kind = kind }, code);

    /// <summary>Publishes an admission as of a time of its own, whenever it is delivered.</summary>
    public async Task AdmitAsync(ProjectAdmitted admitted, DateTimeOffset time)
    {
        await using var connection = await new ConnectionFactory { Uri = RabbitMq }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = TestPublisher.Properties(ProjectAdmitted.Descriptor.FullName, admitted.ProjectId, Guid.CreateVersion7(), 1, "tests");
        properties.Headers!["cloudEvents:time"] = time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        await channel.BasicPublishAsync(ProjectAdmitted.Descriptor.FullName, "", mandatory: false, properties, admitted.ToByteArray());
        await EventuallyAsync("admitted", "select exists (select from pool_project where project_id = @id)", new { id = Guid.Parse(admitted.ProjectId) });
    }

    /// <summary>A listing that everybody sees.</summary>
    public async Task<Listing> ListAsync(string title, string owner = Yanshan, string industry = "high-end-equipment", params string[] keywords)
    {
        var client = Listings(University(owner));
        var draft = await client.CreateListingAsync(Draft(title, industry, keywords));
        await client.SubmitListingAsync(new ListingStepRequest { ListingId = draft.ListingId });
        return await Listings(SecondOf(owner)).PublishListingAsync(new ListingStepRequest { ListingId = draft.ListingId });
    }

    /// <summary>Another person of a university.</summary>
    public CallInvoker SecondOf(string university) => University(university, $"second-{university}");

    public static CreateListingRequest Draft(string title, string industry = "high-end-equipment", params string[] keywords) => new()
    {
        Title = title,
        Industry = industry,
        Keywords = { keywords },
        Summary = "在试验台上连续运行两年，指标稳定，可用于产线改造。",
        TechnologyReadiness = 7,
        ReadinessEvidence = "用户现场连续试用两年的报告。",
        ContactName = "张小明",
        ContactPhone = "13812345678",
    };

    public static ProjectAdmitted Admitted(string firm, int rank, params string[] needs) => new()
    {
        ProjectId = Guid.CreateVersion7().ToString(),
        BatchId = Guid.CreateVersion7().ToString(),
        Name = "智能产线改造项目",
        OrganisationCode = firm,
        OrganisationName = "某企业",
        Industry = "high-end-equipment",
        Summary = "建设柔性装配岛和数字化试验台，试验曲线自动判定。",
        Rank = rank,
        TechnologyNeeds = { needs.Select(title => new DeclaredTechnologyNeed { DeclaredNeedId = Guid.CreateVersion7().ToString(), Title = title }) },
    };

    public static async Task<ImportReport> ImportAsync(
        AsyncClientStreamingCall<ImportChunk, ImportReport> call, string fileName, byte[] content, bool partial = false, string requestId = "")
    {
        using (call)
        {
            try
            {
                await call.RequestStream.WriteAsync(new ImportChunk { Options = new ImportOptions { FileName = fileName, AllowPartial = partial, RequestId = requestId } });
                foreach (var piece in content.Chunk(64 * 1024))
                {
                    await call.RequestStream.WriteAsync(new ImportChunk { Data = ByteString.CopyFrom(piece) });
                }

                await call.RequestStream.CompleteAsync();
            }
            catch (Exception answered) when (answered is InvalidOperationException or RpcException)
            {
                // Refused before the whole was sent: the answer says why.
            }

            return await call;
        }
    }

    public static byte[] Shipped(string file) => File.ReadAllBytes(Path.Combine(Repository.Root, "deploy", "demo", file));

    /// <summary>Asserts that a call is refused for this reason.</summary>
    public static async Task RefusedAsync(StatusCode code, ErrorReason reason, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(code, refused.StatusCode);
        var name = refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.Replace("_", "", StringComparison.Ordinal);
        Assert.Equal(reason.ToString(), name, ignoreCase: true);
    }
}
