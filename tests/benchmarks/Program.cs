using System.Globalization;
using Platform.Benchmarks;
using Platform.Benchmarks.Events;
using Platform.Benchmarks.Grpc;
using Platform.Benchmarks.Matching;
using Platform.Benchmarks.Retrieval;
using Platform.Benchmarks.Rounds;
using Platform.Benchmarks.Selection;

try
{
    return args switch
    {
        ["events", .. var rest] => await EventsBenchmark.RunAsync(Options.Parse(rest)),
        ["grpc", .. var rest] => await GrpcBenchmark.RunAsync(Options.Parse(rest)),
        ["selection", .. var rest] => await SelectionBenchmark.RunAsync(Options.Parse(rest)),
        ["matching", .. var rest] => await MatchingBenchmark.RunAsync(Options.Parse(rest)),
        ["retrieval", .. var rest] => RetrievalBenchmark.Run(Options.Parse(rest)),
        ["rounds", .. var rest] => RoundsBenchmark.Run(Options.Parse(rest)),
        [FloorHost.Command, var postgres, var port] => await FloorHost.RunAsync(postgres, int.Parse(port, CultureInfo.InvariantCulture)),
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
