using MudBlazor;
using MudBlazor.Services;

namespace Platform.Portal.Layout;

/// <summary>One look for all pages; fonts of the reader's own system, so that nothing is fetched from elsewhere.</summary>
public static class PortalTheme
{
    private static readonly string[] Fonts =
        ["-apple-system", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1565C0",
            Secondary = "#00796B",
            Info = "#0277BD",
            Success = "#2E7D32",
            Warning = "#B25E00",
            Error = "#C62828",
            AppbarBackground = "#1565C0",
            Background = "#F5F7FA",
            DrawerBackground = "#FFFFFF",
            TextPrimary = "#1F2A37",
            TextSecondary = "#566270",
            LinesDefault = "#E1E6EC",
            TableLines = "#E6EAF0",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "216px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.875rem" },
            Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none", FontWeight = "500" },
            H4 = new H4Typography { FontFamily = Fonts, FontSize = "1.9rem", FontWeight = "600" },
            H5 = new H5Typography { FontFamily = Fonts, FontSize = "1.35rem", FontWeight = "600" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "1.05rem", FontWeight = "600" },
        },
    };

    public static void AddPortalTheme(this IServiceCollection services) => services.AddMudServices(options =>
    {
        options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
        options.SnackbarConfiguration.PreventDuplicates = true;
        options.SnackbarConfiguration.VisibleStateDuration = 6000;
    });
}
