using System.Globalization;

namespace Platform.ProjectRegistry.Policies.Language;

/// <summary>A known value of one of the five types.</summary>
public sealed record Value : IComparable<Value>
{
    private Value(RuleType type) => Type = type;

    public static Value Yes { get; } = new(RuleType.Truth) { Truth = true };

    public static Value No { get; } = new(RuleType.Truth);

    public RuleType Type { get; }

    public bool Truth { get; private init; }

    /// <summary>Of a number, or fen of an amount.</summary>
    public Rational Exact { get; private init; }

    public DateOnly Date { get; private init; }

    public string Text { get; private init; } = "";

    public static Value Of(bool truth) => truth ? Yes : No;

    public static Value Number(Rational number) => new(RuleType.Number) { Exact = number };

    public static Value Money(Rational fen) => new(RuleType.Money) { Exact = fen };

    public static Value Of(DateOnly date) => new(RuleType.Date) { Date = date };

    public static Value Of(string text) => new(RuleType.Text) { Text = text };

    /// <summary>A value of the given type, number or money.</summary>
    public static Value Of(RuleType type, Rational exact) => type == RuleType.Money ? Money(exact) : Number(exact);

    /// <summary>Of values of the same type: the checker lets no others meet.</summary>
    public int CompareTo(Value? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Type switch
        {
            RuleType.Date => Date.CompareTo(other.Date),
            RuleType.Text => string.CompareOrdinal(Text, other.Text),
            RuleType.Truth => Truth.CompareTo(other.Truth),
            _ => Exact.CompareTo(other.Exact),
        };
    }

    /// <summary>For people: 1,234.56 元, 15 %, 2025-12-31, 是.</summary>
    public string Show(bool english) => Type switch
    {
        RuleType.Truth => Truth ? english ? "yes" : "是" : english ? "no" : "否",
        RuleType.Money => english ? $"CNY {Yuan(grouped: true)}" : $"{Yuan(grouped: true)} 元",
        RuleType.Number => Share() ?? Exact.ToText(),
        RuleType.Date => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Text,
    };

    /// <summary>As it is written in an expression.</summary>
    public string Source() => Type switch
    {
        RuleType.Truth => Truth ? "true" : "false",
        RuleType.Money => $"{(Exact / 100).ToText(40, grouped: false)}元",
        RuleType.Number => Exact.IsWhole ? Exact.ToText(0, grouped: false) : $"{(Exact * 100).ToText(40, grouped: false)}%",
        RuleType.Date => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => $"'{Text}'",
    };

    private string Yuan(bool grouped)
    {
        var text = (Exact / 100).ToText(6, grouped);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? $"{text}.00" : text.Length - point == 2 ? $"{text}0" : text;
    }

    // Rates read as percent; counts and whole multiples as they are.
    private string? Share() => Exact.IsWhole ? null : $"{(Exact * 100).ToText(4)}%";
}

/// <summary>
/// What an evaluation yields: a known value, or unknown with the facts whose lack makes it so. A fact whose value would change
/// nothing is not missing: <c>no and unknown</c> is no.
/// </summary>
public readonly record struct Outcome
{
    private Outcome(Value? value, IReadOnlyList<string> missing) => (Value, Missing) = (value, missing);

    public Value? Value { get; }

    /// <summary>Names of facts, in order of their first use, each once; empty where the value is known.</summary>
    public IReadOnlyList<string> Missing { get; }

    public bool IsKnown => Value is not null;

    public static Outcome Of(Value value) => new(value, []);

    public static Outcome Unknown(IEnumerable<string> missing) => new(null, [.. missing.Distinct(StringComparer.Ordinal)]);

    public static Outcome Unknown(params ReadOnlySpan<Outcome> causes)
    {
        List<string> missing = [];
        foreach (var cause in causes)
        {
            missing.AddRange(cause.Missing);
        }

        return Unknown(missing);
    }
}
