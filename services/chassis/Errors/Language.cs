using Grpc.Core;

namespace Platform.Chassis.Errors;

/// <summary>The language a caller reads: Chinese unless <c>accept-language</c> prefers English.</summary>
public enum Language
{
    Chinese,
    English,
}

public static class Languages
{
    /// <summary>Reads the first language of the call's <c>accept-language</c>.</summary>
    public static Language Of(ServerCallContext call) => Parse(call.RequestHeaders.GetValue("accept-language"));

    public static Language Parse(string? acceptLanguage) =>
        acceptLanguage is not null && acceptLanguage.TrimStart().StartsWith("en", StringComparison.OrdinalIgnoreCase)
            ? Language.English
            : Language.Chinese;

    public static string Pick(this Language language, string chinese, string english) =>
        language == Language.English ? english : chinese;

    public static string Tag(this Language language) => language.Pick("zh-CN", "en");
}
