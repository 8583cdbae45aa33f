using System.Diagnostics.CodeAnalysis;
using System.Text;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;

namespace Platform.Chassis.Imports;

/// <summary>
/// Reads the cells of one row by the header of their column. A cell that cannot be read adds to <see cref="Problems"/> and gives a
/// default; a row with problems is not imported, so the default is never stored. <c>Optional…</c> takes a blank cell as none.
/// A cell that a spreadsheet would run (<c>= + - @</c>) is refused in every column.
/// </summary>
public sealed partial class RowReader
{
    private readonly SheetRow _row;
    private readonly IReadOnlyDictionary<string, int> _positions;
    private readonly List<ImportProblem> _problems = [];

    internal RowReader(SheetRow row, IReadOnlyDictionary<string, int> positions)
    {
        _row = row;
        _positions = positions;
    }

    /// <summary>As a spreadsheet counts: the header is row 1.</summary>
    public int Number => _row.Number;

    public IReadOnlyList<ImportProblem> Problems => _problems;

    /// <summary>Adds what a service finds wrong by itself, such as a lower bound above the upper one.</summary>
    public void Problem(string column, ErrorReason reason, string chinese, string english) =>
        _problems.Add(new(Number, column, reason, chinese, english));

    /// <summary>A content without a header is mostly an unquoted comma that shifted the row.</summary>
    internal void RefuseCellsOutside(int width, IReadOnlyList<int> blanks)
    {
        if (_row.Cells.Skip(width).Any(cell => Words.Trim(cell).Length > 0)
            || blanks.Any(position => position < _row.Cells.Count && Words.Trim(_row.Cells[position]).Length > 0))
        {
            Problem("", ErrorReason.FileUnreadable, "有内容的单元格多于表头的列，请检查逗号和引号。", "There are cells with content but without a header: check commas and quotes.");
        }
    }

    /// <summary>The trimmed cell; null where it is blank or a problem was added.</summary>
    private string? Cell(string column, bool optional)
    {
        var text = Peek(column);
        if (text.Length == 0)
        {
            return optional ? null : Required(column);
        }

        return IsFormula(text) ? Formula(column) : text;
    }

    private string Peek(string column)
    {
        if (!_positions.TryGetValue(column, out var position))
        {
            throw new InvalidOperationException($"The column {column} is not declared.");
        }

        return position >= 0 && position < _row.Cells.Count ? Words.Trim(_row.Cells[position]) : "";
    }

    /// <summary>Also with full-width signs, which some spreadsheets take for the half-width ones.</summary>
    private static bool IsFormula([NotNullWhen(true)] string text) => text[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '﹦' or '﹢' or '﹣' or '﹫';

    private static string HalfWidth(string text) => text.Normalize(NormalizationForm.FormKC);

    private static string Clip(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[39]) ? 39 : 40), "…");

    private string? Required(string column)
    {
        Problem(column, ErrorReason.CellRequired, $"“{column}”必填。", $"“{column}” is required.");
        return null;
    }

    private string? Formula(string column)
    {
        Problem(column, ErrorReason.CellFormula,
            $"“{column}”不能以 = + - @ 开头，否则会被电子表格当作公式执行。", $"“{column}” must not start with = + - or @, which a spreadsheet would run as a formula.");
        return null;
    }

    private void TooLong(string column, int max) => Problem(column, ErrorReason.CellTooLong,
        $"“{column}”最多 {max} 个字符。", $"“{column}” may have at most {max} characters.");
}
