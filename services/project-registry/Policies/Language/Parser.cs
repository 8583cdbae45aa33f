namespace Platform.ProjectRegistry.Policies.Language;

/// <summary>
/// Reads an expression by recursive descent, loosest first: if, or, and, not, one comparison, + −, * /, sign. Length, depth and
/// thereby the work of any later evaluation are bounded. The grammar is docs/policy-language.md.
/// </summary>
public sealed class Parser
{
    public const int LongestText = 1000;
    private const int Deepest = 40;

    private static readonly Dictionary<string, Operation> Comparisons = new(StringComparer.Ordinal)
    {
        ["="] = Operation.Equal, ["!="] = Operation.Unequal, ["<"] = Operation.Less, ["<="] = Operation.AtMost, [">"] = Operation.Greater, [">="] = Operation.AtLeast,
    };

    private static readonly HashSet<string> Words = new(["and", "or", "not", "if", "then", "else", "in", "above", "true", "false", "min", "max", "tiers"], StringComparer.Ordinal);
    private readonly List<Token> _tokens;
    private int _next;
    private int _depth;

    private Parser(List<Token> tokens) => _tokens = tokens;

    private Token Peek => _tokens[_next];

    /// <exception cref="RuleException">Not an expression; with the place.</exception>
    public static Node Parse(string text)
    {
        if (text.Length > LongestText)
        {
            throw new RuleException(LongestText + 1, $"表达式不得超过 {LongestText} 字。", $"An expression has at most {LongestText} characters.");
        }

        var parser = new Parser(Lexer.Read(text));
        var node = parser.Expression();
        return parser.Peek.Kind == TokenKind.End ? node : throw parser.Unexpected();
    }

    public static bool IsWord(string name) => Words.Contains(name);

    private Node Expression()
    {
        if (++_depth > Deepest)
        {
            throw new RuleException(Peek.At, $"嵌套不得超过 {Deepest} 层。", $"Expressions nest at most {Deepest} deep.");
        }

        var node = IsNext("if") ? Choice() : Or();
        _depth--;
        return node;
    }

    private Choice Choice()
    {
        var at = Take("if").At;
        var condition = Expression();
        Take("then");
        var then = Expression();
        Take("else");
        return new Choice(at, condition, then, Expression());
    }

    private Node Or() => Chain(And, ("or", Operation.Or));

    private Node And() => Chain(Negation, ("and", Operation.And));

    private Node Negation()
    {
        var nots = new Stack<int>();
        while (IsNext("not"))
        {
            nots.Push(Take("not").At);
        }

        var node = Comparison();
        while (nots.TryPop(out var at))
        {
            node = new Not(at, node);
        }

        return node;
    }

    private Node Comparison()
    {
        var left = Sum();
        if (IsNext("in"))
        {
            var at = Take("in").At;
            Take("(");
            List<Literal> values = [LiteralOnly()];
            while (IsNext(","))
            {
                Take(",");
                values.Add(LiteralOnly());
            }

            Take(")");
            return new OneOf(at, left, values);
        }

        if (Peek.Kind != TokenKind.Symbol || !Comparisons.TryGetValue(Peek.Text, out var operation))
        {
            return left;
        }

        var place = Advance().At;
        return new Binary(place, operation, left, Sum());
    }

    private Node Sum() => Chain(Product, ("+", Operation.Plus), ("-", Operation.Minus));

    private Node Product() => Chain(Signed, ("*", Operation.Times), ("/", Operation.By));

    private Node Signed()
    {
        if (!IsNext("-"))
        {
            return Primary();
        }

        var at = Take("-").At;
        return new Negative(at, Primary());
    }

    private Node Primary()
    {
        var token = Peek;
        switch (token)
        {
            case { Kind: TokenKind.Literal }:
                return LiteralOnly();
            case { Text: "true" or "false" }:
                return new Literal(Advance().At, Value.Of(token.Text == "true"));
            case { Text: "(" }:
                Take("(");
                var inner = Expression();
                Take(")");
                return inner;
            case { Text: "min" or "max" }:
                return Extremum();
            case { Text: "tiers" }:
                return Tiers();
            case { Kind: TokenKind.Name } when !Words.Contains(token.Text):
                return new Reference(Advance().At, token.Text);
            default:
                throw Unexpected();
        }
    }

    private Extremum Extremum()
    {
        var word = Advance();
        Take("(");
        List<Node> operands = [Expression()];
        while (IsNext(","))
        {
            Take(",");
            operands.Add(Expression());
        }

        Take(")");
        return new Extremum(word.At, word.Text == "min" ? Extreme.Min : Extreme.Max, operands);
    }

    private Tiers Tiers()
    {
        var at = Take("tiers").At;
        Take("(");
        var operand = Expression();
        List<Tier> parts = [];
        while (true)
        {
            Take(",");
            if (IsNext("above"))
            {
                Take("above");
                Take(":");
                var above = Expression();
                Take(")");
                return new Tiers(at, operand, parts, above);
            }

            var bound = LiteralOnly();
            Take(":");
            parts.Add(new Tier(bound, Expression()));
        }
    }

    private Literal LiteralOnly()
    {
        var token = Peek;
        return token.Kind == TokenKind.Literal
            ? new Literal(Advance().At, token.Value!, token.Text.EndsWith('%'))
            : throw new RuleException(token.At, "此处须为确定的数值、金额、日期或带引号的文字。", "A literal is needed here: a number, an amount, a date or quoted text.");
    }

    private Node Chain(Func<Node> operand, params ReadOnlySpan<(string Word, Operation Operation)> operations)
    {
        var left = operand();
        while (true)
        {
            Operation? found = null;
            foreach (var (word, operation) in operations)
            {
                found = IsNext(word) ? operation : found;
            }

            if (found is not { } next)
            {
                return left;
            }

            left = new Binary(Advance().At, next, left, operand());
        }
    }

    private bool IsNext(string word) => Peek.Kind is TokenKind.Name or TokenKind.Symbol && Peek.Text == word;

    private Token Advance() => _tokens[_next++];

    private Token Take(string word) => IsNext(word)
        ? Advance()
        : throw new RuleException(Peek.At, $"此处须为“{word}”。", $"“{word}” is needed here.");

    private RuleException Unexpected() => Peek.Kind == TokenKind.End
        ? new(Peek.At, "表达式不完整。", "The expression is not complete.")
        : new(Peek.At, $"此处不能是“{Peek.Text}”。", $"“{Peek.Text}” cannot stand here.");
}
