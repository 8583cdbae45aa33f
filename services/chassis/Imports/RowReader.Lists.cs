using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;

namespace Platform.Chassis.Imports;

/// <summary>An item of a list with its number: a skill and its level, a post and its head count.</summary>
public sealed record NumberedWord(string Word, int Number);

public sealed partial class RowReader
{
    /// <summary>Items separated by <c>;</c> or <c>；</c>, trimmed, blank ones left out, repeated ones kept once.</summary>
    /// <param name="max">The most characters of an item.</param>
    /// <param name="maxItems">The most items.</param>
    /// <param name="minItems">1 and more make the cell required.</param>
    public IReadOnlyList<string> List(string column, int max, int maxItems, int minItems = 0)
    {
        var items = new List<string>();
        foreach (var item in (Cell(column, optional: minItems == 0) ?? "").Split(';', '；').Select(Words.Trim).Where(item => item.Length > 0))
        {
            if (IsFormula(item))
            {
                Formula(column);
                return items;
            }

            if (item.EnumerateRunes().Count() > max)
            {
                Problem(column, ErrorReason.CellTooLong, $"“{Clip(item)}”过长，每项最多 {max} 个字符。", $"“{Clip(item)}” is too long: an item may have at most {max} characters.");
                return items;
            }

            if (!items.Contains(item, StringComparer.Ordinal))
            {
                items.Add(item);
            }
        }

        if (items.Count > maxItems || (items.Count > 0 && items.Count < minItems))
        {
            Problem(column, ErrorReason.CellOutOfRange, $"“{column}”应有 {minItems} 到 {maxItems} 项。", $"“{column}” must have between {minItems} and {maxItems} items.");
        }

        return items;
    }

    /// <summary>技能:等级, levels 1–5.</summary>
    public IReadOnlyList<NumberedWord> SkillLevels(string column, int maxItems, int minItems = 0) =>
        NumberedWords(column, 60, maxItems, 1, 5, minItems: minItems);

    /// <summary>A list of <c>词:数</c>, the number after the last <c>:</c> or <c>：</c>.</summary>
    /// <param name="otherwise">The number of an item that has none; null: each needs one.</param>
    public IReadOnlyList<NumberedWord> NumberedWords(string column, int max, int maxItems, int lowest, int highest, int? otherwise = null, int minItems = 0)
    {
        var words = new List<NumberedWord>();
        foreach (var item in List(column, max + 12, maxItems, minItems))
        {
            if (Numbered(column, item, max, lowest, highest, otherwise) is not { } word)
            {
                continue;
            }

            if (words.Exists(earlier => Words.Fold(earlier.Word) == Words.Fold(word.Word)))
            {
                Problem(column, ErrorReason.CellNotAChoice, $"“{Clip(word.Word)}”在“{column}”中重复。", $"“{Clip(word.Word)}” stands twice in “{column}”.");
            }
            else
            {
                words.Add(word);
            }
        }

        return words;
    }

    /// <summary>Chinese patent numbers in their usual form, check digits verified.</summary>
    public IReadOnlyList<string> PatentNumbers(string column, int maxItems)
    {
        var numbers = new List<string>();
        foreach (var item in List(column, 40, maxItems))
        {
            if (PatentNumber.Normalise(item) is { } number)
            {
                numbers.Add(number);
            }
            else
            {
                Problem(column, ErrorReason.PatentNumberInvalid, $"“{Clip(item)}”不是有效的专利号（校验位须相符，如 ZL202119900148.8）。", $"“{Clip(item)}” is no valid patent number (with its check digit, such as ZL202119900148.8).");
            }
        }

        return numbers;
    }

    private NumberedWord? Numbered(string column, string item, int max, int lowest, int highest, int? otherwise)
    {
        var colon = item.LastIndexOfAny([':', '：']);
        if (colon < 0 && otherwise is { } number)
        {
            return Named(column, item, number, max);
        }

        var digits = colon < 0 ? "" : HalfWidth(Words.Trim(item[(colon + 1)..]));
        if (!WholeNumber().IsMatch(digits))
        {
            Problem(column, ErrorReason.CellNotANumber, $"“{Clip(item)}”应写作“名称:数字”。", $"“{Clip(item)}” must be written as “name:number”.");
            return null;
        }

        if (!int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) || given < lowest || given > highest)
        {
            Problem(column, ErrorReason.CellOutOfRange, $"“{Clip(item)}”的数字应在 {lowest} 到 {highest} 之间。", $"The number of “{Clip(item)}” must be between {lowest} and {highest}.");
            return null;
        }

        return Named(column, Words.Trim(item[..colon]), given, max);
    }

    private NumberedWord? Named(string column, string word, int number, int max)
    {
        if (word.Length > 0 && word.EnumerateRunes().Count() <= max)
        {
            return new(word, number);
        }

        TooLongOrEmpty(column, word, max);
        return null;
    }

    private void TooLongOrEmpty(string column, string word, int max)
    {
        if (word.Length == 0)
        {
            Problem(column, ErrorReason.CellRequired, $"“{column}”中有一项缺少名称。", $"An item of “{column}” has no name.");
        }
        else
        {
            Problem(column, ErrorReason.CellTooLong, $"“{Clip(word)}”过长，名称最多 {max} 个字符。", $"“{Clip(word)}” is too long: a name may have at most {max} characters.");
        }
    }

    [GeneratedRegex("^-?[0-9]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WholeNumber();
}
