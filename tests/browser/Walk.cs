using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Platform.Browser.Tests;

/// <summary>
/// Follows the portal's links from page to page as one person, one page of each kind, and writes down what no page may show:
/// a problem, a text that nobody wrote, Chinese on the controls of an English page, an error in the browser's console.
/// </summary>
/// <remarks>With PLATFORM_SCREENSHOTS set to a folder each page is kept there as a picture.</remarks>
public sealed partial class Walk
{
    private const int PagesOfAKind = 1;
    private readonly Visit _visit;
    private readonly string _name;
    private readonly bool _english;
    private readonly Queue<string> _ahead = new();
    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string _at = "";

    /// <param name="name">Who walks, for the pictures.</param>
    public Walk(Visit visit, string name, bool english)
    {
        (_visit, _name, _english) = (visit, name, english);
        visit.Page.PageError += (_, error) => Faults.Add($"{_at}: script error {error}");
        visit.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Faults.Add($"{_at}: console says {message.Text}");
        };
    }

    public List<string> Faults { get; } = [];

    /// <summary>Addresses with ids put as {id}, each that was opened.</summary>
    public IReadOnlyCollection<string> Kinds => _kinds.Keys;

    public async Task FromAsync(string path)
    {
        _ahead.Enqueue(path);
        while (_ahead.TryDequeue(out var next))
            await OpenAsync(next);
    }

    private async Task OpenAsync(string path)
    {
        var kind = Ids().Replace(path.Split('?', '#')[0], "{id}");
        if (!_seen.Add(path) || _kinds.GetValueOrDefault(kind) >= PagesOfAKind)
            return;
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        _at = path;
        await _visit.GoAsync(path);
        if (!await StandsAsync())
            return;
        await LookAsync();
        await KeepPictureAsync(kind, "");
        await LookBehindTabsAsync(kind);
        foreach (var href in await _visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"))
        {
            if (href.StartsWith('/') && !Leaves().IsMatch(href))
                _ahead.Enqueue(href);
        }
    }

    /// <summary>Whether the page has its heading and nothing that is still being read.</summary>
    private async Task<bool> StandsAsync()
    {
        try
        {
            await Expect(_visit.Title.First).ToBeVisibleAsync();
            await Expect(_visit.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            return true;
        }
        catch (PlaywrightException late)
        {
            Faults.Add($"{_at}: does not stand: {late.Message.Split('\n')[0]}");
            return false;
        }
    }

    private async Task LookBehindTabsAsync(string kind)
    {
        var tabs = _visit.Page.Locator(".mud-tab:not(.mud-disabled)");
        for (var i = 1; i < await tabs.CountAsync(); i++)
        {
            await tabs.Nth(i).ClickAsync();
            await Expect(_visit.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await LookAsync();
            await KeepPictureAsync(kind, $"-tab{i + 1}");
        }
    }

    // A control that carries the data itself, such as a project's name, says so to translators and to this test by translate="no".
    private async Task LookAsync()
    {
        foreach (var problem in await _visit.Page.Locator(".mud-alert-outlined-error, .mud-alert-text-error").AllInnerTextsAsync())
            Faults.Add($"{_at}: shows the problem “{problem.ReplaceLineEndings(" ")}”");
        if (await _visit.Page.Locator("#blazor-error-ui").IsVisibleAsync())
            Faults.Add($"{_at}: crashed");
        foreach (Match key in RawKey().Matches(await _visit.Page.Locator("body").InnerTextAsync()))
            Faults.Add($"{_at}: shows the raw text {key.Value}");
        if (!_english)
            return;
        foreach (var control in await _visit.Page.Locator(":is(nav a, th, button, label, .mud-tab):not([translate=no])").AllInnerTextsAsync())
        {
            if (Chinese().IsMatch(control) && control.Trim() != "中文")
                Faults.Add($"{_at}: an English page has the control “{control.Trim().ReplaceLineEndings(" ")}”");
        }
    }

    private async Task KeepPictureAsync(string kind, string part)
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        var file = $"{_name}{kind.Replace('/', '_').Replace("{id}", "ID", StringComparison.Ordinal)}-{_kinds[kind]}{part}.png";
        await _visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, file), FullPage = true });
    }

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=/)[0-9A-HJ-NPQRTUWXY]{18}(?=/|$)", RegexOptions.None, 1000)]
    private static partial Regex Ids();

    // Signing out, switching the language, and files.
    [GeneratedRegex(@"^/(account|language|files)/|\.(pdf|html|csv|xlsx)(\?|$)", RegexOptions.None, 1000)]
    private static partial Regex Leaves();

    // A key of the texts that has no text: words parted by a full stop without a blank. File names and addresses are not.
    [GeneratedRegex(@"(?<![\w@/.-])(?:[a-z][a-z-]+(?:\.[a-z][a-z-]+)+|[A-Z][A-Za-z]+\.[A-Z][A-Za-z]+)(?![\w@/.-])(?<!\.(?:csv|xlsx|pdf|docx|png|json|com|cn|example|md|js|net|zip|txt))", RegexOptions.None, 1000)]
    private static partial Regex RawKey();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, 1000)]
    private static partial Regex Chinese();
}
