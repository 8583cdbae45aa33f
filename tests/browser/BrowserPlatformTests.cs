using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Platform.Browser.Tests;

/// <summary>The three parties and the public at the portal of a running platform, after the demo city's main job.</summary>
[Collection(RunningPlatform.Collection)]
public sealed class BrowserPlatformTests(RunningPlatform platform, Browser browser) : IClassFixture<Browser>
{
    private const string FirstBatch = "2026 年第一批（示范）";

    [Fact]
    public async Task An_official_sees_the_ranking_with_nine_criteria_and_25_selected()
    {
        var visit = await SignedInAsync("official");
        await visit.GoAsync("/batches");
        await visit.Page.Locator("td a", new() { HasText = FirstBatch }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "评审排序" }).ClickAsync();

        await Expect(visit.Page.Locator(".ranking th.crit")).ToHaveCountAsync(9);
        await Expect(visit.Page.Locator(".ranking tbody tr")).ToHaveCountAsync(60);
        await Expect(visit.Page.Locator(".ranking tbody tr.good")).ToHaveCountAsync(25);
        await Expect(visit.Page.Locator(".ranking tbody tr").First).ToContainTextAsync("按排名入选");
    }

    [Fact]
    public async Task A_project_explains_what_was_found_for_its_needs_in_both_languages()
    {
        var visit = await SignedInAsync("enterprise1");
        await visit.GoAsync("/projects");
        await visit.FollowFirstAsync("/projects/");

        await Expect(visit.Page.GetByText("需求与对接结果")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("必备技能：").First).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("共有词：").First).ToBeVisibleAsync();

        await visit.Link("English").ClickAsync();
        await Expect(visit.Page.GetByText("Needs and what was found")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("Must: ").First).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("Terms in common: ").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_public_reads_the_notice_without_signing_in()
    {
        var visit = await AnybodyAsync();
        await visit.GoAsync("/");
        await visit.Page.Locator("td a", new() { HasText = FirstBatch }).First.ClickAsync();

        await Expect(visit.Title).ToContainTextAsync("拟入库项目公示");
        await Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(25);
        await Expect(visit.Link("登录")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Anybody_objects_to_a_notice_with_evidence_and_follows_it_by_the_receipt_code()
    {
        var visit = await AnybodyAsync();
        await visit.GoAsync("/notices");
        await visit.Page.Locator("td a", new() { HasText = "异议处理演练" }).First.ClickAsync();
        await visit.Link("提出异议").ClickAsync();
        await visit.Page.Locator("input[name=project]").First.CheckAsync();
        await visit.Page.Locator("input[name=objector]").FillAsync("钱一鸣");
        await visit.Page.Locator("input[name=contact]").FillAsync("13900000003");
        await visit.Page.Locator("textarea[name=grounds]").FillAsync($"设备清单与现场不一致，请核查（{Guid.CreateVersion7()}）。");
        await visit.Button("提交异议").ClickAsync();
        var code = await visit.Page.Locator(".receipt-code").InnerTextAsync();

        var picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        await visit.Page.Locator("input[name=evidence]").SetInputFilesAsync(new FilePayload { Name = "现场.png", MimeType = "image/png", Buffer = picture });
        await visit.Button("上传").ClickAsync();
        await Expect(visit.Page.GetByText("现场.png")).ToBeVisibleAsync();

        var later = await AnybodyAsync();
        await later.GoAsync("/notices/receipt");
        await later.Page.Locator("form:not([hidden]) input[name=code]").First.FillAsync(code.Trim());
        await later.Button("查询").ClickAsync();
        await Expect(later.Page.GetByText("已受理").First).ToBeVisibleAsync();
        await Expect(later.Page.GetByText("钱一鸣")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Three_parties_put_a_collaboration_into_force_by_consenting_to_the_same_terms()
    {
        var official = await SignedInAsync("official");
        var university = await ProposeAsync(official);
        await Expect(official.Title).ToContainTextAsync("待各方同意");
        var address = new Uri(official.Page.Url).PathAndQuery;

        foreach (var party in (string[])["enterprise1", university])
        {
            var visit = await SignedInAsync(party);
            await visit.GoAsync(address);
            await visit.Button("同意条款").ClickAsync();
            await visit.ConfirmAsync();
            await Expect(visit.Button("同意条款")).ToHaveCountAsync(0);
        }

        await official.GoAsync(address);
        await Expect(official.Title).ToContainTextAsync("履行中");
        await Expect(official.Page.GetByText("待同意")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_with_bad_rows_is_told_row_by_row_and_imports_nothing()
    {
        var visit = await SignedInAsync("official");
        await visit.GoAsync("/listings");
        await visit.Button("导入成果").ClickAsync();
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(Repository.Root, "tests", "fixtures", "data", "imports", "listings-bad-cells.csv"));
        await visit.Button("导入").ClickAsync();

        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText(new Regex("导入 0 行"))).ToBeVisibleAsync();
        await Expect(dialog.GetByText("未导入任何行")).ToBeVisibleAsync();
        await Expect(dialog.Locator("tbody tr").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_firm_is_offered_and_given_only_what_its_role_allows()
    {
        var visit = await SignedInAsync("enterprise1");
        await Expect(visit.Page.Locator("nav").GetByText("项目申报")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("nav").GetByText("批次", new() { Exact = true })).ToHaveCountAsync(0);

        await visit.GoAsync("/batches");
        await Expect(visit.Title).ToHaveTextAsync("无权访问");
    }

    [Fact]
    public async Task Who_signs_out_must_sign_in_again()
    {
        var visit = await SignedInAsync("university1");
        await visit.Button("退出").ClickAsync();
        await Expect(visit.Link("登录").First).ToBeVisibleAsync();

        await visit.GoAsync("/home");
        await Expect(visit.Page.Locator("#password")).ToBeVisibleAsync();
        Assert.DoesNotContain(await visit.Page.Context.CookiesAsync(), cookie => cookie.Name == "portal");
    }

    /// <summary>Proposes to the first firm's project and to a college whose talent was found for it; returns the college's login.</summary>
    private async Task<string> ProposeAsync(Visit official)
    {
        await official.GoAsync("/projects");
        await official.Page.Locator("tr", new() { HasText = platform["enterprise1"].Organisation }).First.Locator("a").First.ClickAsync();
        await Expect(official.Page.GetByText("需求与对接结果")).ToBeVisibleAsync();
        foreach (var college in platform.Universities)
        {
            var found = official.Page.Locator("tr", new() { HasText = college.Organisation }).GetByText("发起协同");
            if (await found.CountAsync() == 0)
                continue;
            await found.First.ClickAsync();
            await official.Button("发起三方协同").ClickAsync();
            await Expect(official.Page.GetByText("条款全文")).ToBeVisibleAsync();
            return college.UserName;
        }
        throw new InvalidOperationException("No talent or research of a college with a login was found for the project.");
    }

    private async Task<Visit> AnybodyAsync() => new(await browser.OpenAsync(), platform.Portal);

    private async Task<Visit> SignedInAsync(string userName)
    {
        var visit = await AnybodyAsync();
        await visit.SignInAsync(platform[userName]);
        return visit;
    }
}
