using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Common.V1;

namespace Platform.Chassis.Imports;

public sealed partial class RowReader
{
    /// <summary>10,000 CNY in fen.</summary>
    private const int FenOfWan = 1_000_000;

    /// <summary>The most an amount may be, in fen: the bound of the contracts.</summary>
    private const long MaxFen = 100_000_000_000_000;

    /// <summary>An amount in 万元 with up to two decimals, given exactly in fen (1 万元 = 1,000,000 fen).</summary>
    public long Money(string column, long maxFen = MaxFen) => Money(column, maxFen, optional: false) ?? 0;

    /// <returns>Null where the cell is blank.</returns>
    public long? OptionalMoney(string column, long maxFen = MaxFen) => Money(column, maxFen, optional: true);

    /// <summary>A whole number.</summary>
    public int Integer(string column, int min, int max) => Integer(column, min, max, optional: false) ?? min;

    /// <returns>Null where the cell is blank.</returns>
    public int? OptionalInteger(string column, int min, int max) => Integer(column, min, max, optional: true);

    /// <summary>0–100 with up to two decimals, with or without %, in basis points: 35.5 is 3550.</summary>
    public int Percent(string column) => Percent(column, optional: false) ?? 0;

    /// <returns>Null where the cell is blank.</returns>
    public int? OptionalPercent(string column) => Percent(column, optional: true);

    /// <summary>A day as yyyy-MM-dd; yyyy/M/d is read too, since spreadsheets save it so.</summary>
    public DateOnly Date(string column) => Date(column, optional: false) ?? default;

    /// <returns>Null where the cell is blank.</returns>
    public DateOnly? OptionalDate(string column) => Date(column, optional: true);

    private long? Money(string column, long maxFen, bool optional) =>
        Numeric(column, optional, cell => cell, 2, 0, (decimal)maxFen / FenOfWan) is { } wan ? (long)(wan * FenOfWan) : null;

    private int? Percent(string column, bool optional) =>
        Numeric(column, optional, cell => cell.TrimEnd('%').TrimEnd(), 2, 0, 100) is { } percent ? (int)(percent * 100) : null;

    private int? Integer(string column, int min, int max, bool optional) => (int?)Numeric(column, optional, cell => cell, 0, min, max);

    /// <summary>
    /// Digits with a point, nothing else: an exponent, a thousands separator or NaN is no number here, since what
    /// it means depends on who wrote it.
    /// </summary>
    private decimal? Numeric(string column, bool optional, Func<string, string> strip, int decimals, decimal min, decimal max)
    {
        var text = strip(HalfWidth(Peek(column)));
        if (!Digits().IsMatch(text))
        {
            // Asked for now, so that a negative number is not taken for a formula.
            if (Cell(column, optional) is { } cell)
            {
                Problem(column, ErrorReason.CellNotANumber, $"“{Clip(cell)}”不是数字（不要用千位分隔符、单位或科学计数法）。", $"“{Clip(cell)}” is no number (use no thousands separator, unit or exponent).");
            }

            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            number = text[0] == '-' ? decimal.MinValue : decimal.MaxValue;
        }

        if (number < 0 && min >= 0)
        {
            Problem(column, ErrorReason.CellNegative, $"“{column}”不能为负数。", $"“{column}” must not be negative.");
        }
        else if (number < min || number > max)
        {
            Problem(column, ErrorReason.CellOutOfRange, $"“{column}”应在 {Plain(min)} 到 {Plain(max)} 之间。", $"“{column}” must be between {Plain(min)} and {Plain(max)}.");
        }
        else if (decimal.Round(number, decimals) != number)
        {
            Problem(column, ErrorReason.CellNotANumber,
                decimals == 0 ? $"“{column}”应为整数。" : $"“{column}”最多 {decimals} 位小数。", decimals == 0 ? $"“{column}” must be a whole number." : $"“{column}” may have at most {decimals} decimals.");
        }
        else
        {
            return number;
        }

        return null;
    }

    private DateOnly? Date(string column, bool optional)
    {
        if (Cell(column, optional) is not { } cell)
        {
            return null;
        }

        if (DateOnly.TryParseExact(HalfWidth(cell), ["yyyy-M-d", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Problem(column, ErrorReason.CellNotADate, $"“{Clip(cell)}”不是有效日期，请按 2027-07-01 的格式填写。", $"“{Clip(cell)}” is no valid date: write it as 2027-07-01.");
        return null;
    }

    private static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digits();
}
