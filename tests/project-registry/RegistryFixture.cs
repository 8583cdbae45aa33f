using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;
using Platform.Tests.Fixtures;

namespace Platform.ProjectRegistry.Tests;

/// <summary>The registry as it runs, for one test class.</summary>
public sealed class RegistryFixture() : ServiceFixture(Program.Host, typeof(Program).Assembly)
{
    /// <summary>Firms of <c>applications-5.csv</c>, in the order of the file.</summary>
    public const string FirstFirm = "91130303MAYQ10876B";
    public const string SecondFirm = "91130324MAYQ13671K";

    public BatchService.BatchServiceClient Batches => new(Official());

    public ApplicationService.ApplicationServiceClient Applications => new(Official());

    public DecisionService.DecisionServiceClient DecisionsBy(string official) => new(Official(official));

    public EligibilityService.EligibilityServiceClient Eligibility => new(Official());

    public ReviewerService.ReviewerServiceClient Reviewers => new(Official());

    public AssignmentService.AssignmentServiceClient Assignments => new(Official());

    public PanelService.PanelServiceClient Panels => new(Official());

    public ReviewService.ReviewServiceClient Scoring => new(Official());

    public PanelService.PanelServiceClient PanelsOf(string reviewer) => new(Reviewer(reviewer));

    public AssignmentService.AssignmentServiceClient AssignmentsOf(string reviewer) => new(Reviewer(reviewer));

    public NoticeService.NoticeServiceClient Notices => new(Anonymous());

    public ApplicationService.ApplicationServiceClient Firm(string code) => new(Enterprise(code));

    public RubricService.RubricServiceClient Rubrics => new(Official());

    public MaturityService.MaturityServiceClient Maturity => new(Official());

    public ReviewService.ReviewServiceClient ReviewsBy(string reviewer, string organisation = "11130300000000001X") => new(Reviewer(reviewer, organisation));

    public Task<ImportReport> ImportAsync(string file, string batchId, bool allowPartial = false, CallInvoker? caller = null, string requestId = "", string language = "zh-CN") =>
        ImportAsync(Path.GetFileName(file), File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "imports", file)), batchId, allowPartial, caller, requestId, language);

    public async Task<ImportReport> ImportAsync(
        string name, byte[] content, string batchId, bool allowPartial = false, CallInvoker? caller = null, string requestId = "", string language = "zh-CN")
    {
        var client = new ApplicationService.ApplicationServiceClient(caller ?? Official());
        using var call = client.ImportApplications(new Metadata { { "accept-language", language } });
        await call.RequestStream.WriteAsync(new ImportChunk
        {
            Options = new ImportOptions { FileName = name, AllowPartial = allowPartial, BatchId = batchId, RequestId = requestId },
        });
        foreach (var piece in content.Chunk(64 * 1024))
        {
            await call.RequestStream.WriteAsync(new ImportChunk { Data = Google.Protobuf.ByteString.CopyFrom(piece) });
        }

        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }
}
