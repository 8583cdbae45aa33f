using System.Globalization;
using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Maturity;

/// <summary>A questionnaire's names and figures as people read them.</summary>
public sealed class MaturityNames(Questionnaire questionnaire, Words words)
{
    private readonly Dictionary<string, QuestionnaireItem> _items =
        questionnaire.Dimensions.SelectMany(dimension => dimension.Items).ToDictionary(item => item.ItemId, StringComparer.Ordinal);

    public Questionnaire Questionnaire => questionnaire;

    /// <summary>The item's name; its id where this questionnaire does not have it.</summary>
    public string Item(string id) => _items.TryGetValue(id, out var item) ? words.Pick(item.NameZh, item.NameEn) : id;

    public string Anchor(string id, int level) =>
        _items.TryGetValue(id, out var item) ? words.Pick(item.AnchorsZh[level], item.AnchorsEn[level]) : "";

    public string Level(int level) => Named(questionnaire.Levels, level);

    public string SmeLevel(int level) => Named(questionnaire.SmeLevels, level);

    /// <summary>Parts per million as percent: 2816 is 0.28 %.</summary>
    public static string Percent(int ppm) => (ppm / 10_000m).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    public static decimal Value(string score) => decimal.TryParse(score, CultureInfo.InvariantCulture, out var value) ? value : 0;

    /// <summary>With its sign, as a change is read.</summary>
    public static string Signed(string change) => Value(change).ToString("+0.00;−0.00;±0.00", CultureInfo.InvariantCulture);

    private string Named(IEnumerable<MaturityLevel> levels, int level) => levels.FirstOrDefault(one => one.Level == level) is { } found
        ? words["maturity.level.named", level, words.Pick(found.NameZh, found.NameEn)]
        : words["maturity.level.none"];
}
