using System.Text;
using Platform.Demo.Access;

namespace Platform.Demo.Printing;

/// <summary>What the client tells its user, in Chinese or English.</summary>
public sealed class Printer(TextWriter writer, bool english)
{
    private readonly Lock _one = new();

    public bool English => english;

    /// <summary>As the services want it in <c>accept-language</c>.</summary>
    public string Language => english ? "en" : "zh-CN";

    public string Pick(string chinese, string english1) => english ? english1 : chinese;

    public void Line(string chinese, string english1) => Write(Pick(chinese, english1));

    /// <summary>A line below a step.</summary>
    public void Note(string chinese, string english1) => Write($"    {Pick(chinese, english1)}");

    public void Write(string line = "")
    {
        lock (_one)
            writer.WriteLine(line);
    }

    /// <summary>Columns padded to their widest cell; a Chinese character takes two places.</summary>
    public void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, string indent = "    ")
    {
        List<IReadOnlyList<string>> lines = [head, .. rows];
        var widths = Enumerable.Range(0, head.Count).Select(column => lines.Max(line => Width(line[column]))).ToList();
        foreach (var line in lines)
            Write(indent + string.Join("  ", line.Select((cell, column) => cell + new string(' ', widths[column] - Width(cell)))).TrimEnd());
    }

    /// <summary>The text, or its beginning and … where it is wider.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Width(cut.ToString()) + Width(rune.ToString()) > width - 2)
                break;
            cut.Append(rune);
        }

        return cut.Append('…').ToString();
    }

    /// <summary>The sentence that ends a failed run.</summary>
    public string Sentence(Exception error) => error switch
    {
        JobFailure failure => Pick(failure.Chinese, failure.English),
        CallFailure failure => failure.Sentence(Pick),
        SignInRefused refused => Pick($"identity 拒绝了客户端的密钥，请检查 Demo__ClientSecretFile：{refused.Message}", refused.Message),
        IOException or UnauthorizedAccessException => Pick($"文件无法读写：{error.Message}", error.Message),
        OperationCanceledException => Pick("已中断", "interrupted"),
        _ => $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}",
    };

    private static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value is >= 0x1100 and (<= 0x115F or >= 0x2E80) and not (>= 0xD800 and < 0xF900) ? 2 : rune.Value is '…' ? 2 : 1);
}
