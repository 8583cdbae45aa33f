using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Letters;

public static class LetterErrors
{
    /// <summary>Also where the application exists but the caller may not see it.</summary>
    public static readonly Error NotFound = Error.NotFound("该申报没有决定书。", "There is no letter about this application.");

    public static readonly Error FontMissing = Error.Precondition(
        ErrorReason.FontMissing,
        "服务器没有可用的中文字体，暂不能生成 PDF，请使用 HTML 版打印；管理员可安装 fonts-noto-cjk 或设置 Letters:Font。",
        "The server has no Chinese font, so there is no PDF: print the HTML form. An administrator can install fonts-noto-cjk or set Letters:Font.");
}
