namespace Platform.ProjectRegistry.Policies.Language;

/// <summary>How an expression is written out: as its source, or for people in Chinese or English.</summary>
public enum Wording
{
    Source,
    Chinese,
    English,
}

/// <summary>Writes an expression with no more brackets than it needs. Its source form is read back as the same tree.</summary>
public sealed class Printer(Wording wording, Func<string, string>? nameOf = null)
{
    private const int Loosest = 0, Or = 1, And = 2, Negation = 3, Comparison = 4, Sum = 5, Product = 6, Sign = 7, Tightest = 8;

    public static string Source(Node node) => new Printer(Wording.Source).Print(node);

    /// <param name="nameOf">What stands for a fact or an earlier line.</param>
    public static string ForPeople(Node node, bool english, Func<string, string> nameOf) => new Printer(english ? Wording.English : Wording.Chinese, nameOf).Print(node);

    public string Print(Node node) => Print(node, Loosest);

    private string Print(Node node, int within)
    {
        var text = node switch
        {
            Literal { IsShare: true } share => $"{(share.Value.Exact * 100).ToText(40, grouped: false)}%",
            Literal literal => wording == Wording.Source ? literal.Value.Source() : literal.Value.Show(wording == Wording.English),
            Reference reference => nameOf?.Invoke(reference.Name) ?? reference.Name,
            Not not => Pick("not ", "非 ", "not ") + Print(not.Operand, Negation),
            Negative negative => "-" + Print(negative.Operand, Tightest),
            Binary binary => OfBinary(binary),
            OneOf oneOf => $"{Print(oneOf.Operand, Sum)} {Pick("in", "属于", "in")} ({string.Join(", ", oneOf.Values.Select(value => Print(value, Loosest)))})",
            Choice choice => $"{Pick("if", "若", "if")} {Print(choice.Condition, Loosest)} {Pick("then", "则", "then")} {Print(choice.Then, Loosest)} {Pick("else", "否则", "else")} {Print(choice.Otherwise, Loosest)}",
            Extremum extremum => $"{Word(extremum.Extreme)}({string.Join(", ", extremum.Operands.Select(operand => Print(operand, Loosest)))})",
            Tiers tiers => OfTiers(tiers),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };
        return Tightness(node) < within ? $"({text})" : text;
    }

    private string OfBinary(Binary binary)
    {
        var own = Tightness(binary);
        // A comparison takes no other comparison on either side; the rest group to the left.
        var left = Print(binary.Left, own == Comparison ? own + 1 : own);
        return $"{left} {Symbol(binary.Operation)} {Print(binary.Right, own + 1)}";
    }

    private string OfTiers(Tiers tiers)
    {
        var parts = tiers.Parts.Select(part =>
        {
            var bound = Print(part.Bound, Loosest);
            var rate = Print(part.Rate, Loosest);
            return Pick($"{bound}: {rate}", $"{bound} 以内 {rate}", $"up to {bound} at {rate}");
        });
        var above = Print(tiers.Above, Loosest);
        return $"{Pick("tiers", "分档", "tiers")}({string.Join(", ", [Print(tiers.Operand, Loosest), .. parts, Pick($"above: {above}", $"超过部分 {above}", $"above at {above}")])})";
    }

    private string Word(Extreme extreme) => extreme == Extreme.Min ? Pick("min", "较小者", "the smaller of ") : Pick("max", "较大者", "the larger of ");

    private string Symbol(Operation operation) => operation switch
    {
        Operation.Or => Pick("or", "或", "or"),
        Operation.And => Pick("and", "且", "and"),
        Operation.Equal => "=",
        Operation.Unequal => Pick("!=", "≠", "≠"),
        Operation.Less => "<",
        Operation.AtMost => Pick("<=", "≤", "≤"),
        Operation.Greater => ">",
        Operation.AtLeast => Pick(">=", "≥", "≥"),
        Operation.Plus => "+",
        Operation.Minus => Pick("-", "−", "−"),
        Operation.Times => Pick("*", "×", "×"),
        _ => Pick("/", "÷", "÷"),
    };

    private static int Tightness(Node node) => node switch
    {
        Choice => Loosest,
        Binary { Operation: Operation.Or } => Or,
        Binary { Operation: Operation.And } => And,
        Not => Negation,
        OneOf => Comparison,
        Binary { Operation: Operation.Plus or Operation.Minus } => Sum,
        Binary { Operation: Operation.Times or Operation.By } => Product,
        Binary => Comparison,
        Negative => Sign,
        _ => Tightest,
    };

    private string Pick(string source, string chinese, string english) => wording switch
    {
        Wording.Source => source,
        Wording.Chinese => chinese,
        _ => english,
    };
}
