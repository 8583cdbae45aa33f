using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>Figures on standard output, one a line, for scripts: name, value, unit, goal, <c>ok</c> or <c>short</c>.</summary>
internal static class Report
{
    /// <summary>A figure with nothing to reach.</summary>
    public static void Figure(string name, double value, string unit) => Write(name, value, unit, "-", reached: true);

    public static void AtLeast(string name, double value, string unit, double goal) =>
        Write(name, value, unit, $">={Text(goal)}", value >= goal);

    public static void AtMost(string name, double value, string unit, double goal) =>
        Write(name, value, unit, $"<={Text(goal)}", value <= goal);

    /// <summary>Progress for people, on standard error.</summary>
    public static void Note(string text) => Console.Error.WriteLine(text);

    private static void Write(string name, double value, string unit, string goal, bool reached) =>
        Console.Out.WriteLine(string.Join('\t', name, Text(value), unit, goal, reached ? "ok" : "short"));

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) switch { >= 100 => "0", >= 1 => "0.##", _ => "0.####" }, CultureInfo.InvariantCulture);
}

internal static class Statistics
{
    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <summary>Nearest rank.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0
            ? throw new InvalidOperationException("No values to take a percentile of.")
            : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
