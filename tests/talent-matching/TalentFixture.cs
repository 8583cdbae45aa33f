using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Identity.V1;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Tests.Fixtures;

namespace Platform.TalentMatching.Tests;

/// <summary>The talent service as it runs in production, with the imports and events that most tests begin with.</summary>
public sealed class TalentFixture() : ServiceFixture(Program.Host, typeof(Program).Assembly)
{
    public const string Firm = "91130371MAYQ11369X";
    public const string OtherFirm = "91130303MAYQ101714";
    public const string College = "12130000401705213A";
    public const string CollegeName = "燕山大学";
    public const string OtherCollege = "12130000401705214B";
    public const string TalentHeader = "姓名,院校,专业,学历,毕业年份,技能,竞赛获奖,期望地点,期望年薪(万元),求职类型,联系电话";
    public const string NeedHeader = "岗位名称,企业名称,统一社会信用代码,人数,必备技能,优先技能,最低学历,年薪下限(万元),年薪上限(万元),工作地点,用工类型,截止日期";

    public TalentService.TalentServiceClient Talents(CallInvoker caller) => new(caller);

    public TalentNeedService.TalentNeedServiceClient Needs(CallInvoker caller) => new(caller);

    public ShortlistService.ShortlistServiceClient Shortlists(CallInvoker caller) => new(caller);

    public RecommendationService.RecommendationServiceClient Recommendations(CallInvoker caller) => new(caller);

    public PlacementService.PlacementServiceClient Placements(CallInvoker caller) => new(caller);

    public Task<ImportReport> ImportTalentsAsync(CallInvoker caller, ImportOptions? options = null, params IEnumerable<string> lines) =>
        ImportAsync(Talents(caller).ImportTalents(), options, [TalentHeader, .. lines]);

    public Task<ImportReport> ImportNeedsAsync(CallInvoker caller, ImportOptions? options = null, params IEnumerable<string> lines) =>
        ImportAsync(Needs(caller).ImportTalentNeeds(), options, [NeedHeader, .. lines]);

    public static async Task<ImportReport> ImportAsync(AsyncClientStreamingCall<ImportChunk, ImportReport> call, ImportOptions? options, IEnumerable<string> lines)
    {
        await call.RequestStream.WriteAsync(new ImportChunk { Options = options ?? new ImportOptions { FileName = "rows.csv" } });
        foreach (var piece in Encoding.UTF8.GetBytes(string.Join('\n', lines)).Chunk(512 * 1024))
        {
            await call.RequestStream.WriteAsync(new ImportChunk { Data = ByteString.CopyFrom(piece) });
        }

        await call.RequestStream.CompleteAsync();
        return await call;
    }

    /// <summary>Tells of an organisation and waits until the service knows it.</summary>
    public async Task RegisterAsync(string code, string name, OrganisationKind kind)
    {
        await PublishAsync(new OrganisationRegistered { OrganisationCode = code, Name = name, Kind = kind }, code);
        await EventuallyAsync($"{name} is known", "select exists (select 1 from organisation where organisation_code = @code)", new { code });
    }

    /// <summary>Tells of an admitted project and waits until the service knows it.</summary>
    public async Task<ProjectAdmitted> AdmitAsync(string firm, params (string Title, int Headcount)[] declared)
    {
        var @event = new ProjectAdmitted
        {
            ProjectId = Guid.CreateVersion7().ToString(),
            Name = "产线改造",
            OrganisationCode = firm,
            OrganisationName = "秦皇岛测试有限公司",
            Rank = 1,
            TalentNeeds = { declared.Select(need => new DeclaredTalentNeed { DeclaredNeedId = Guid.CreateVersion7().ToString(), Title = need.Title, Headcount = need.Headcount }) },
        };
        await PublishAsync(@event, @event.ProjectId);
        await EventuallyAsync("the project is known", "select exists (select 1 from pool_project where project_id = @ProjectId)", new { @event.ProjectId });
        return @event;
    }

    /// <summary>Waits until no shortlist is due any more.</summary>
    public Task ShortlistsAsync() => EventuallyAsync("no shortlist is due", "select not exists (select 1 from shortlist_due)");

    public static CreateTalentNeedRequest Need(string title, string skill, int headcount = 1, int level = 3) => new()
    {
        Title = title,
        Headcount = headcount,
        MustSkills = { new SkillLevel { Skill = skill, Level = level } },
        EmploymentKind = EmploymentKind.FullTime,
    };
}
