using Platform.Benchmarks;
using Platform.Benchmarks.Events;

try
{
    return args switch
    {
        ["events", .. var rest] => await EventsBenchmark.RunAsync(Options.Parse(rest)),
        _ => Options.Usage(),
    };
}
catch (UsageException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 64;
}
catch (BenchmarkFailedException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
