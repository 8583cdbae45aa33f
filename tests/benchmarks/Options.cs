using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>What the command line asks of a benchmark: <c>--name value</c> pairs.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    public static Options Parse(IReadOnlyList<string> args)
    {
        var options = new Options();
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 >= args.Count)
                throw new UsageException($"Expected --name value, got: {string.Join(' ', args.Skip(i))}");
            options._given[args[i][2..]] = args[i + 1];
        }

        return options;
    }

    public int Number(string name, int otherwise)
    {
        if (!_given.TryGetValue(name, out var text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new UsageException($"--{name} takes a positive number, got: {text}");
    }

    public string Text(string name, string otherwise) => _given.GetValueOrDefault(name, otherwise);

    /// <summary>A comma-separated selection; everything when none is given.</summary>
    public bool Selects(string name, string value) =>
        !_given.TryGetValue(name, out var text) || text.Split(',').Contains(value, StringComparer.Ordinal);

    public static int Usage()
    {
        Console.Error.WriteLine("""
            Usage: events [--messages N] [--rounds N] [--producers N] [--only chassis,wolverine,bare]
                   grpc [--requests N] [--rounds N] [--connections N] [--streams N]
                   selection [--only selection,stability,import,list] [--rounds N] [--calls N]
                   matching [--talents N] [--needs M] [--k K] [--only memory,database]
                   retrieval [--data FILE] [--texts N] [--only quality,speed]
                   rounds [--edges N] [--rounds N]
            """);
        return 64;
    }
}

internal sealed class UsageException(string message) : Exception(message);

/// <summary>The measurement itself went wrong: something was lost, doubled or refused.</summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);
