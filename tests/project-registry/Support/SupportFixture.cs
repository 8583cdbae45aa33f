using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Common.V1;
using Platform.Identity.V1;
using Platform.ProjectRegistry.Calendar;
using Platform.ProjectRegistry.Support;
using Platform.Registry.V1;
using Platform.Tests.Fixtures;

namespace Platform.ProjectRegistry.Tests.Support;

/// <summary>The registry with departments that have staff of their own: the coordinating office, two bureaus and the supervision office.</summary>
public sealed class SupportFixture() : ServiceFixture(Program.Host, typeof(Program).Assembly)
{
    public const string Office = "11130300000000001X";
    public const string Finance = "11130300MAYQ00011A";
    public const string Education = "11130300MAYQ00012B";
    public const string Supervision = "11130300MAYQ00013C";
    public const string AskingFirm = RegistryFixture.FirstFirm;
    public const string OtherFirm = RegistryFixture.SecondFirm;

    public SupportService.SupportServiceClient AsFirm => new(Enterprise(AskingFirm));

    public SupportService.SupportServiceClient AsOtherFirm => new(Enterprise(OtherFirm));

    public SupportService.SupportServiceClient AsOffice => new(Official());

    public SupportService.SupportServiceClient AsFinance => AsBureau(Finance);

    public SupportService.SupportServiceClient AsEducation => AsBureau(Education);

    public DateOnly Today => CityDays.Of(Clock.GetUtcNow());

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (string Code, string Name, OrganisationKind Kind)[] all =
        [
            (Office, "市项目服务办", OrganisationKind.Government), (Finance, "市财政局", OrganisationKind.Government),
            (Education, "市教育局", OrganisationKind.Government), (Supervision, "市政府督查室", OrganisationKind.Government),
            (AskingFirm, "秦皇岛珩舟船舶配套有限公司", OrganisationKind.Enterprise), (OtherFirm, "无关企业", OrganisationKind.Enterprise),
        ];
        foreach (var (code, name, kind) in all)
        {
            await PublishAsync(new OrganisationRegistered { OrganisationCode = code, Name = name, Kind = kind }, code);
        }

        await EventuallyAsync("six organisations", "select count(*) = 6 from organisation");
        foreach (var (department, organisation) in new[] { ("coordination", Office), ("finance", Finance), ("education", Education), ("supervision", Supervision) })
        {
            var stored = (await AsOffice.ListSupportDepartmentsAsync(new ListSupportDepartmentsRequest())).Departments.Single(one => one.DepartmentCode == department);
            stored.OrganisationCode = organisation;
            await AsOffice.SaveSupportDepartmentAsync(new SaveSupportDepartmentRequest { Department = stored });
        }
    }

    public SupportService.SupportServiceClient AsBureau(string organisation) =>
        new(As($"official-{organisation}", organisation, OrganisationKind.Government, "official"));

    public static FileSupportRequestRequest Funding(string title = "设备更新贷款贴息") => new()
    {
        KindCode = "funding",
        Title = title,
        Description = "计划更新两条产线，申请贷款贴息。",
        Values = { new FormValue { Code = "amount_cny_fen", Value = "500000000" }, new FormValue { Code = "form", Value = "loan" } },
    };

    public static FileSupportRequestRequest TalentAsk(string title = "机器人调试工程师") => new()
    {
        KindCode = "talent",
        Title = title,
        Description = "急需现场工程师。",
        Values =
        {
            new FormValue { Code = "headcount", Value = "2" }, new FormValue { Code = "skills", Value = "PLC编程、工业机器人" }, new FormValue { Code = "place", Value = "秦皇岛" },
        },
    };

    public static FileSupportRequestRequest Technology(string title = "焊缝在线检测") => new()
    {
        KindCode = "technology",
        Title = title,
        Description = "产线焊缝检测依赖人工。",
        Industry = "high-end-equipment",
        Values = { new FormValue { Code = "problem", Value = "焊缝缺陷在线识别" }, new FormValue { Code = "budget_cny_fen", Value = "30000000" } },
    };

    public static SupportStepRequest Step(SupportRequest request, string text = "") => new() { SupportRequestId = request.SupportRequestId, Text = text };

    /// <summary>Filed by the firm and taken by its department.</summary>
    public async Task<SupportRequest> TakenAsync(string title = "设备更新贷款贴息") =>
        await AsFinance.TakeSupportRequestAsync(Step(await AsFirm.FileSupportRequestAsync(Funding(title))));

    public async Task<SupportRequest> SolvedAsync(string title = "设备更新贷款贴息") =>
        await AsFinance.SolveSupportRequestAsync(Step(await TakenAsync(title), "已协调银行放款并落实贴息。"));

    public Task<SupportRequest> ReadAsync(SupportRequest request) =>
        AsOffice.GetSupportRequestAsync(new GetSupportRequestRequest { SupportRequestId = request.SupportRequestId }).ResponseAsync;

    /// <summary>Moves the clock to the working day that so many working days end with.</summary>
    public void MoveWorkingDays(int count) => Clock.Move(TimeSpan.FromDays(WorkingDays.OfFiles.LastOf(Today, count).DayNumber - Today.DayNumber));

    public Task WatchAsync() => WatchSupport.RunAsync(Services.GetRequiredService<Store>(), Caller.System("project-registry"), CancellationToken.None);

    /// <summary>Working days to answer and solution, and the score, as statistics read them.</summary>
    public async Task<(int, int, int)> ScalarRowAsync(SupportRequest request) => (await RowsAsync<(int, int, int)>(
        "select first_answer_days, solution_days, coalesce(satisfaction, 0)::int from support_request where support_request_id = @id",
        new { id = Guid.Parse(request.SupportRequestId) }))[0];

    public Task<short> StateAsync(SupportRequest request) =>
        ScalarAsync<short>("select state from support_request where support_request_id = @id", new { id = Guid.Parse(request.SupportRequestId) });

    public Task<IReadOnlyList<string>> TopicsAsync(string organisation, SupportRequest request) => RowsAsync<string>(
        "select topic from notification where organisation_code = @organisation and link = @link order by notification_id", new { organisation, link = $"/support/{request.SupportRequestId}" });
}
