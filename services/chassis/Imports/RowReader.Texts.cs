using Platform.Chassis.Catalogues;
using Platform.Common.V1;

namespace Platform.Chassis.Imports;

public sealed partial class RowReader
{
    private static readonly Choices<bool> YesOrNo = new()
    {
        { true, "是", "有", "Y", "Yes", "True", "1", "√" },
        { false, "否", "无", "N", "No", "False", "0", "×" },
    };

    /// <summary>Text as it stands, with line ends as <c>\n</c>; lengths are in Unicode characters.</summary>
    public string Text(string column, int max, int min = 1) => Text(column, max, min, optional: false);

    /// <summary>Empty where the cell is blank.</summary>
    public string OptionalText(string column, int max) => Text(column, max, 0, optional: true);

    /// <summary>A phone number as it stands, in half-width characters, at most 30.</summary>
    public string Phone(string column) => HalfWidth(Text(column, 30));

    /// <inheritdoc cref="Phone"/>
    public string OptionalPhone(string column) => HalfWidth(OptionalText(column, 30));

    /// <summary>A 统一社会信用代码 in capital half-width characters, its check character verified.</summary>
    public string CreditCode(string column) => CreditCode(column, optional: false);

    /// <inheritdoc cref="CreditCode(string)"/>
    public string OptionalCreditCode(string column) => CreditCode(column, optional: true);

    /// <summary>What the word in the cell stands for.</summary>
    public TValue Choice<TValue>(string column, Choices<TValue> choices) => Choice(column, choices, default!, optional: false);

    /// <returns><paramref name="blank"/> where the cell is blank.</returns>
    public TValue OptionalChoice<TValue>(string column, Choices<TValue> choices, TValue blank) => Choice(column, choices, blank, optional: true);

    /// <summary>是 or 否, yes or no.</summary>
    public bool YesNo(string column) => Choice(column, YesOrNo);

    /// <summary>The code of an industry, by its code, Chinese or English name.</summary>
    public string Industry(string column, Catalogue catalogue) =>
        Item(column, catalogue.Industries, ErrorReason.IndustryUnknown, optional: false);

    /// <summary>The code of a track, as <see cref="Industry"/>; empty where the cell is blank.</summary>
    public string OptionalTrack(string column, Catalogue catalogue) =>
        Item(column, catalogue.Tracks, ErrorReason.CellNotAChoice, optional: true);

    /// <summary>The code of a district, as <see cref="Industry"/>; empty where the cell is blank.</summary>
    public string OptionalDistrict(string column, Catalogue catalogue) =>
        Item(column, catalogue.Districts, ErrorReason.CellNotAChoice, optional: true);

    private string Text(string column, int max, int min, bool optional)
    {
        if (Cell(column, optional) is not { } cell)
        {
            return "";
        }

        var text = cell.ReplaceLineEndings("\n");
        var length = text.EnumerateRunes().Count();
        if (length > max)
        {
            TooLong(column, max);
        }
        else if (length < min)
        {
            Problem(column, ErrorReason.CellOutOfRange, $"“{column}”至少 {min} 个字符。", $"“{column}” needs at least {min} characters.");
        }

        return text;
    }

    private string CreditCode(string column, bool optional)
    {
        if (Cell(column, optional) is not { } cell)
        {
            return "";
        }

        var code = HalfWidth(cell).ToUpperInvariant();
        if (!Catalogues.CreditCode.IsValid(code))
        {
            Problem(column, ErrorReason.CreditCodeInvalid,
                $"“{Clip(cell)}”不是有效的统一社会信用代码（18 位，校验码须相符）。", $"“{Clip(cell)}” is no valid unified social credit code (18 characters with a check character).");
        }

        return code;
    }

    private TValue Choice<TValue>(string column, Choices<TValue> choices, TValue blank, bool optional)
    {
        if (Cell(column, optional) is not { } cell)
        {
            return blank;
        }

        if (choices.TryFind(cell, out var value))
        {
            return value;
        }

        NotAChoice(column, cell, ErrorReason.CellNotAChoice, choices, choices);
        return blank;
    }

    private string Item(string column, CatalogueList list, ErrorReason reason, bool optional)
    {
        if (Cell(column, optional) is not { } cell)
        {
            return "";
        }

        if (list.Find(cell) is { } item)
        {
            return item.Code;
        }

        NotAChoice(column, cell, reason, list.All.Select(known => known.NameZh), list.All.Select(known => known.NameEn));
        return "";
    }

    private void NotAChoice(string column, string cell, ErrorReason reason, IEnumerable<string> chinese, IEnumerable<string> english) => Problem(column, reason,
        $"“{column}”没有“{Clip(cell)}”这一项，可填：{string.Join("、", chinese)}。", $"“{column}” does not know “{Clip(cell)}”; it may be: {string.Join(", ", english)}.");
}
