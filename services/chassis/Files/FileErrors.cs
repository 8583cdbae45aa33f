using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.Chassis.Files;

public static class FileErrors
{
    /// <summary>Also where it exists but the caller may not read the matter it belongs to.</summary>
    public static readonly Error NotFound = Error.NotFound("没有此文件。", "There is no such file.");

    public static readonly Error HeaderFirst = Error.Invalid(
        ErrorReason.InvalidField, "header", "上传须先发送一次文件说明，再发送内容。", "An upload sends its header first and once, then the content.");

    public static readonly Error TooLarge = Error.Invalid(
        ErrorReason.FileTooLarge, "data", "文件超过 20 MB，请压缩或拆分后再上传。", "The file is larger than 20 MB: compress or split it.");

    public static readonly Error Empty = Error.Invalid(
        ErrorReason.FileUnreadable, "data", "文件是空的，请重新选择。", "The file is empty: choose another.");

    public static readonly Error Damaged = Error.Invalid(
        ErrorReason.FileUnreadable, "data", "文件已损坏或不完整，请用原软件重新保存后上传。", "The file is damaged or incomplete: save it again in its program and upload it.");

    public static readonly Error Macros = Error.Invalid(
        ErrorReason.FileUnsafe, "data", "文件含有宏，请另存为不含宏的格式（如 .docx、.xlsx）或 PDF。", "The file contains macros: save it without them, such as .docx or .xlsx, or as a PDF.");

    public static readonly Error Encrypted = Error.Invalid(
        ErrorReason.FileUnsafe, "data", "文件已加密，审查人员无法打开，请去除密码后上传。", "The file is encrypted and nobody could open it: remove the password.");

    public static readonly Error Swells = Error.Invalid(
        ErrorReason.FileUnsafe, "data", "压缩内容展开后过大，文件未被接收；请另存为 PDF 后上传。", "The compressed content would swell out of bounds, so it was not taken: save it as a PDF.");

    public static readonly Error TooMany = Error.Precondition(
        ErrorReason.FilesTooMany, "该事项的文件已达上限（30 个），请先移除不需要的文件。", "The matter holds 30 files, the most it may: remove one first.");

    public static readonly Error TypeRefused = Error.Invalid(
        ErrorReason.FileTypeRefused, "file_name", $"只接收这些类型的文件：{FileKinds.Taken}。", $"Only files of these types are taken: {FileKinds.Taken}.");

    public static Error TypeMismatch(string extension, FileKind content) => Error.Invalid(
        ErrorReason.FileTypeMismatch, "file_name",
        $"文件名的扩展名是“{extension}”，但内容{(content == FileKind.Unknown ? "不是该类型" : $"是 {Name(content)}")}，请核对后重新上传。",
        $"The file's name ends in “{extension}”, but its content is {(content == FileKind.Unknown ? "not of that type" : Name(content))}: check it and upload it again.");

    private static string Name(FileKind kind) => kind.ToString().ToUpperInvariant();
}
