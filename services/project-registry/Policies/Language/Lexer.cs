using System.Globalization;

namespace Platform.ProjectRegistry.Policies.Language;

internal enum TokenKind
{
    End,
    Name,
    Literal,
    Symbol,
}

/// <param name="At">Place of its first character, from 1.</param>
internal readonly record struct Token(TokenKind Kind, int At, string Text, Value? Value = null);

/// <summary>Cuts an expression into tokens: names, symbols, and literals with their unit (15%, 500万元, 0.01元, 2025-12-31, 'new-materials').</summary>
internal static class Lexer
{
    private const int LongestDigits = 30;
    private static readonly string[] Symbols = ["<=", ">=", "!=", "<", ">", "=", "+", "-", "*", "/", "(", ")", ",", ":"];

    private static readonly (string Suffix, bool Money, Rational Factor)[] Units =
    [
        ("万元", true, 1_000_000), ("亿元", true, 10_000_000_000), ("元", true, 100), ("CNY", true, 100), ("%", false, new Rational(1, 100)),
    ];

    public static List<Token> Read(string text)
    {
        List<Token> tokens = [];
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = Next(text, at);
            tokens.Add(token);
            at += token.Text.Length;
        }

        tokens.Add(new(TokenKind.End, text.Length + 1, ""));
        return tokens;
    }

    private static Token Next(string text, int at)
    {
        var letter = text[at];
        if (char.IsAsciiDigit(letter))
        {
            return Date(text, at) ?? Number(text, at);
        }

        if (letter == '\'')
        {
            return Text(text, at);
        }

        if (char.IsAsciiLetter(letter))
        {
            var length = text.AsSpan(at).IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
            return new(TokenKind.Name, at + 1, length < 0 ? text[at..] : text.Substring(at, length));
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                return new(TokenKind.Symbol, at + 1, symbol);
            }
        }

        throw new RuleException(at + 1, $"无法识别的字符“{letter}”。", $"“{letter}” has no meaning here.");
    }

    private static Token? Date(string text, int at) =>
        at + 10 <= text.Length && DateOnly.TryParseExact(text.AsSpan(at, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(TokenKind.Literal, at + 1, text.Substring(at, 10), Value.Of(day))
            : null;

    private static Token Number(string text, int at)
    {
        var length = text.AsSpan(at).IndexOfAnyExcept("0123456789.");
        var digits = length < 0 ? text[at..] : text.Substring(at, length);
        if (digits.Length > LongestDigits || digits.Count(letter => letter == '.') > 1 || digits.EndsWith('.'))
        {
            throw new RuleException(at + 1, $"“{digits}”不是数字，或超过 {LongestDigits} 位。", $"“{digits}” is no number, or longer than {LongestDigits} digits.");
        }

        var number = Rational.Parse(digits);
        var end = at + digits.Length;
        foreach (var (suffix, money, factor) in Units)
        {
            if (string.CompareOrdinal(text, end, suffix, 0, suffix.Length) == 0)
            {
                return new(TokenKind.Literal, at + 1, digits + suffix, money ? Value.Money(number * factor) : Value.Number(number * factor));
            }
        }

        return new(TokenKind.Literal, at + 1, digits, Value.Number(number));
    }

    private static Token Text(string text, int at)
    {
        var end = text.IndexOf('\'', at + 1);
        return end > at
            ? new(TokenKind.Literal, at + 1, text[at..(end + 1)], Value.Of(text[(at + 1)..end]))
            : throw new RuleException(at + 1, "引号没有结束。", "The quotation does not end.");
    }
}
