using Grpc.Core;
using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.Chassis.Imports;

/// <summary>Why a file is refused as a whole; what is wrong with single rows stands in the report.</summary>
public static class ImportErrors
{
    public static readonly Error OptionsFirst = Error.Invalid(
        ErrorReason.InvalidField, "options", "第一条消息须为导入选项（options），其后为文件内容。", "The first message must carry the options, later ones the file.");

    public static readonly Error Encoding = Unreadable(
        "文件编码无法识别，请另存为 UTF-8 或 GB18030 的 CSV，或 XLSX。", "The file's encoding is unknown: save it as CSV in UTF-8 or GB18030, or as XLSX.");

    public static readonly Error Empty = Unreadable("文件为空或第一行没有表头。", "The file is empty or its first row has no headers.");

    public static readonly Error NotXlsx = Unreadable(
        "不是可读取的 XLSX 文件（已损坏、加密或为旧版 XLS），请另存为未加密的 XLSX。", "Not a readable XLSX file (damaged, encrypted or an old XLS): save it as XLSX without a password.");

    public static readonly Error TooManyBytes = TooLarge(
        $"文件超过 {ImportLimits.FileBytes / 1024 / 1024} MiB，请拆分后导入。", $"The file is larger than {ImportLimits.FileBytes / 1024 / 1024} MiB: split it.");

    public static readonly Error TooManyRows = TooLarge(
        $"数据超过 {ImportLimits.Rows} 行，请拆分后导入。", $"The file has more than {ImportLimits.Rows} rows: split it.");

    public static readonly Error TooMuchContent = TooLarge(
        "工作簿解压后过大，请拆分后导入。", "The workbook is too large once uncompressed: split it.");

    public static readonly Error TooManyColumns = TooLarge(
        $"表格超过 {ImportLimits.Columns} 列。", $"The table has more than {ImportLimits.Columns} columns.");

    public static Error Ending(string fileName) => Unreadable(
        $"不支持文件“{fileName}”的类型，请使用 .csv 或 .xlsx。", $"The form of the file “{fileName}” is not supported: use .csv or .xlsx.");

    public static Error Quotes(int row) => Unreadable(
        $"第 {row} 行的引号不成对，无法确定单元格的边界。", $"The quotes of row {row} do not pair, so its cells cannot be told apart.");

    public static Error NoKnownHeader(IEnumerable<string> columns) => Unreadable(
        $"第一行没有本导入的任何列名（{string.Join("、", columns)}）。", $"The first row has no header of this import ({string.Join(", ", columns)}).");

    public static Error ColumnTwice(string column) => Unreadable(
        $"列“{column}”出现了不止一次。", $"The column “{column}” stands there more than once.");

    public static Error ColumnMissing(IReadOnlyList<string> columns) => Error.Invalid(
        ErrorReason.ColumnMissing, "data", $"缺少列：{string.Join("、", columns)}。", $"Columns are missing: {string.Join(", ", columns)}.");

    private static Error Unreadable(string chinese, string english) =>
        Error.Invalid(ErrorReason.FileUnreadable, "data", chinese, english);

    private static Error TooLarge(string chinese, string english) =>
        Error.Invalid(ErrorReason.FileTooLarge, "data", chinese, english);
}

/// <summary>How much one import may bring.</summary>
public static class ImportLimits
{
    public const int FileBytes = 64 * 1024 * 1024;

    /// <summary>Rows with content, the header not counted.</summary>
    public const int Rows = 200_000;

    public const int Columns = 256;

    /// <summary>Problems told in a report; its <c>problem_count</c> counts all.</summary>
    public const int ProblemsTold = 1_000;

    /// <summary>Characters that are read of a workbook's cell: as many as a spreadsheet keeps in one, and one more, so that the excess is noticed.</summary>
    internal const int CellCharacters = 32_767 + 1;

    /// <summary>Characters that are uncompressed of a workbook's part before it is taken for a zip bomb.</summary>
    internal const long PartCharacters = 256 * 1024 * 1024;

    /// <summary>The same of the shared strings, which are kept in memory while the sheet is read.</summary>
    internal const long StringCharacters = 64 * 1024 * 1024;
}
