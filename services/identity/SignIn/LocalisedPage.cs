using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Chassis.Errors;
using Platform.Identity.Tokens;

namespace Platform.Identity.SignIn;

/// <summary>
/// A page in Chinese or English: by the switch on the page, else by the portal's <c>ui_locales</c>, else by the culture
/// cookie that the portal sets as well, else Chinese.
/// </summary>
public abstract class LocalisedPage(IConfiguration configuration) : PageModel
{
    public string PlatformName => Text(PortalClient.ChineseName, PortalClient.EnglishName);

    public Uri Portal => PortalClient.BaseAddress(configuration);

    public Language Language => Asked() ?? FromPortal() ?? FromCookie() ?? Language.Chinese;

    public Language OtherLanguage => Language == Language.Chinese ? Language.English : Language.Chinese;

    public virtual string? ReturnUrl => null;

    public string Text(string chinese, string english) => Language.Pick(chinese, english);

    /// <summary>Remembers what the switch on the page chose.</summary>
    protected void RememberLanguage()
    {
        if (Asked() is { } language)
        {
            Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language.Tag())),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true });
        }
    }

    private Language? Asked() => Parse(Request.Query["lang"]);

    private Language? FromPortal()
    {
        var query = ReturnUrl?.IndexOf('?', StringComparison.Ordinal) is { } start and >= 0 ? QueryHelpers.ParseQuery(ReturnUrl[start..]) : null;
        return Parse(query?.GetValueOrDefault("ui_locales") ?? Request.Query["ui_locales"]);
    }

    private Language? FromCookie() => Parse(
        CookieRequestCultureProvider.ParseCookieValue(Request.Cookies[CookieRequestCultureProvider.DefaultCookieName] ?? "")?.UICultures[0].Value);

    private static Language? Parse(string? tag) => string.IsNullOrEmpty(tag) ? null : Languages.Parse(tag);
}
