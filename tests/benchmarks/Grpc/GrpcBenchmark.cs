using System.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Platform.Benchmarks.Events;
using Platform.Common.V1;
using Platform.Registry.V1;
using Platform.Tests.Fixtures;

namespace Platform.Benchmarks.Grpc;

/// <summary>
/// GetApplication of the registry (token checked by discovery, role, validation, interceptors, Dapper, mapping) against the
/// least that answers the same from the same row. Both are processes of their own with the same runtime settings; they
/// take turns, in the opposite order every other round; figures are medians of the rounds.
/// </summary>
internal static class GrpcBenchmark
{
    private const string DriverSettings = "Max Auto Prepare=100;Auto Prepare Min Usages=2;No Reset On Close=true";

    public static async Task<int> RunAsync(Options options)
    {
        var requests = options.Number("requests", 20_000);
        var rounds = options.Number("rounds", 3);
        using var load = new H2Load(options.Number("connections", 4), options.Number("streams", 8));
        using var servers = new Servers();
        await servers.CheckDurabilityAsync();
        await using var ground = await servers.PrepareAsync("bench-grpc");
        var issuer = await TokenIssuer.GetAsync();
        var ports = FreePorts.Take(3);
        var (registryAddress, floorAddress) = (new Uri($"http://127.0.0.1:{ports[1]}"), new Uri($"http://127.0.0.1:{ports[2]}"));
        var settings = Settings(ground, issuer, $"http://127.0.0.1:{ports[0]}", registryAddress);
        await using (var migration = HostProcess.Start(RegistryHost(), settings, "migrate"))
            await migration.CompleteAsync("The registry's migration");
        await SampleApplication.StoreAsync(ground.Postgres);
        await using var registry = HostProcess.Start(RegistryHost(), settings);
        await using var floor = HostProcess.Start(typeof(FloorHost).Assembly.Location, settings, FloorHost.Arguments($"{ground.Postgres};{DriverSettings}", ports[2]));

        var token = issuer.Issue("official", "11130300000000001X", OrganisationKind.Government, "official");
        (string Name, Uri Address, HostProcess Process)[] hosts = [("floor", floorAddress, floor), ("registry", registryAddress, registry)];
        foreach (var (name, address, process) in hosts)
            await AwaitAnswerAsync(name, address, process, token);
        var results = hosts.ToDictionary(host => host.Name, _ => new List<LoadResult>(), StringComparer.Ordinal);
        foreach (var (_, address, _) in hosts)
            await load.RunAsync(address, token, requests);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (name, address, _) in round % 2 == 1 ? hosts : [.. hosts.Reverse()])
            {
                var result = await load.RunAsync(address, token, requests);
                Report.Note($"round {round} {name}: {result.Rate:0}/s, p50 {result.P50:0.0} ms, p99 {result.P99:0.0} ms");
                results[name].Add(result);
            }
        }

        Tell(results);
        return 0;
    }

    private static Dictionary<string, string> Settings(Ground ground, TokenIssuer issuer, string http, Uri grpc) => new(StringComparer.Ordinal)
    {
        ["ConnectionStrings__Database"] = ground.Postgres,
        ["ConnectionStrings__Migrations"] = ground.Postgres,
        ["ConnectionStrings__RabbitMq"] = ground.RabbitMq.ToString(),
        ["Identity__Authority"] = issuer.Authority,
        ["Endpoints__Http"] = http,
        ["Endpoints__Grpc"] = grpc.GetLeftPart(UriPartial.Authority),
        ["Logging__LogLevel__Default"] = "Warning",
        // The same collector for both, whatever their projects say.
        ["DOTNET_gcServer"] = "0",
    };

    private static string RegistryHost() => typeof(GrpcBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RegistryHost").Value!;

    /// <summary>Until a real client gets the application; then both answers are known to be the same.</summary>
    private static async Task AwaitAnswerAsync(string name, Uri address, HostProcess process, string token)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var client = new ApplicationService.ApplicationServiceClient(channel);
        var headers = new Metadata { { "authorization", $"Bearer {token}" } };
        for (var tries = 0; ; tries++)
        {
            try
            {
                var answer = await client.GetApplicationAsync(new GetApplicationRequest { ApplicationId = SampleApplication.Id.ToString() }, headers);
                if (!answer.Equals(SampleApplication.Answer))
                    throw new BenchmarkFailedException($"{name} answers {answer} instead of {SampleApplication.Answer}");
                return;
            }
            catch (RpcException exception) when (tries < 300 && !process.HasEnded && exception.StatusCode is StatusCode.Unavailable or StatusCode.Internal)
            {
                await Task.Delay(100);
            }
            catch (RpcException exception)
            {
                throw new BenchmarkFailedException($"{name} refuses: {exception.Status}");
            }
        }
    }

    private static void Tell(Dictionary<string, List<LoadResult>> results)
    {
        foreach (var (name, list) in results)
        {
            Report.Figure($"grpc.{name}.rate", Statistics.Median(list.Select(result => result.Rate)), "requests/s");
            Report.Figure($"grpc.{name}.p50", Statistics.Median(list.Select(result => result.P50)), "ms");
            Report.Figure($"grpc.{name}.p99", Statistics.Median(list.Select(result => result.P99)), "ms");
        }

        Report.Figure(
            "grpc.ratio_to_floor",
            Statistics.Median(results["registry"].Select(result => result.Rate)) / Statistics.Median(results["floor"].Select(result => result.Rate)),
            "x");
    }
}
