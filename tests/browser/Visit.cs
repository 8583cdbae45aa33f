using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.Browser.Tests;

/// <summary>One person at one browser window.</summary>
public sealed class Visit(IPage page, Uri portal)
{
    public IPage Page => page;

    public ILocator Title => page.Locator("h1");

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });

    public Task GoAsync(string path) => page.GotoAsync(new Uri(portal, path).ToString());

    public async Task SignInAsync(RunningPlatform.Login login)
    {
        await GoAsync("/home");
        await page.Locator("#userName").FillAsync(login.UserName);
        await page.Locator("#password").FillAsync(login.Password);
        await page.Locator("form:has(#password) button[type=submit]").ClickAsync();
        await Expect(Title).ToContainTextAsync("您好");
    }

    /// <summary>Confirms what the open dialog asks.</summary>
    public Task ConfirmAsync() =>
        page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "确定", Exact = true }).ClickAsync();

    /// <summary>Opens the first page that a link of this beginning leads to.</summary>
    public async Task FollowFirstAsync(string beginning) => await page.Locator($"td a[href^='{beginning}']").First.ClickAsync();
}
