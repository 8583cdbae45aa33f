using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using MudBlazor;
using Platform.Portal.Session;

namespace Platform.Portal.Texts;

/// <summary>Chinese for everyone who has not chosen English; the choice stays in a cookie.</summary>
public static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";
    private static readonly string[] Known = [Chinese, English];

    public static void AddPortalTexts(this IServiceCollection services)
    {
        services.AddLocalization();
        // Chinese goes out as it is, not as numbered entities.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<Words>();
        services.AddSingleton<City>();
        services.AddSingleton<Show>();
        services.AddTransient<MudLocalizer, ControlTexts>();
    }

    public static void UsePortalLanguage(this IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions().SetDefaultCulture(Chinese).AddSupportedCultures(Known).AddSupportedUICultures(Known);
        options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        app.UseRequestLocalization(options);
    }

    public static void MapLanguageSwitch(this IEndpointRouteBuilder app) =>
        app.MapGet("/language/{to}", (string to, string? returnUrl, HttpContext http) =>
        {
            if (Known.Contains(to, StringComparer.Ordinal))
            {
                http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName,
                    CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(to)),
                    new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true });
            }
            return Results.LocalRedirect(AccountEndpoints.Local(returnUrl, "/"));
        }).AllowAnonymous();
}
