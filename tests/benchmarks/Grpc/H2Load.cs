using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Platform.Registry.V1;

namespace Platform.Benchmarks.Grpc;

/// <summary>Requests a second, and milliseconds until the end of the response that 99 % did not exceed.</summary>
internal sealed record LoadResult(double Rate, double P50, double P99);

/// <summary>nghttp2's load generator sending one gRPC frame again and again.</summary>
internal sealed partial class H2Load(int connections, int streams) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-grpc").FullName;

    public async Task<LoadResult> RunAsync(Uri host, string token, int requests)
    {
        var (frame, log) = (Path.Combine(_folder, "frame"), Path.Combine(_folder, "log"));
        await File.WriteAllBytesAsync(frame, Frame(new GetApplicationRequest { ApplicationId = SampleApplication.Id.ToString() }));
        File.Delete(log);
        var output = await RunAsync(
            "-n", $"{requests}", "-c", $"{connections}", "-m", $"{streams}", "-d", frame, "--log-file", log,
            "-H", "content-type: application/grpc", "-H", "te: trailers", "-H", $"authorization: Bearer {token}",
            new Uri(host, "/platform.registry.v1.ApplicationService/GetApplication").ToString());
        Check(output, requests);
        var rate = double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        var latencies = (await File.ReadAllLinesAsync(log)).Select(line => double.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture) / 1000).ToArray();
        return new LoadResult(rate, Statistics.Percentile(latencies, 0.5), Statistics.Percentile(latencies, 0.99));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A refused gRPC call is HTTP 200 as well, so the bytes of the bodies are counted: each answer must be whole.</summary>
    private static void Check(string output, int requests)
    {
        var succeeded = int.Parse(Succeeded().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        var bytes = long.Parse(Data().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        var expected = (long)requests * Frame(SampleApplication.Answer).Length;
        if (succeeded != requests || bytes != expected)
            throw new BenchmarkFailedException($"{succeeded} of {requests} requests succeeded, {bytes} bytes of answers instead of {expected}.");
    }

    private static byte[] Frame(IMessage message)
    {
        var body = message.ToByteArray();
        return [0, .. BitConverter.GetBytes(body.Length).AsEnumerable().Reverse(), .. body];
    }

    private static async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("h2load", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output : throw new BenchmarkFailedException($"h2load ended with {process.ExitCode}: {output}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UsageException("h2load is missing: install nghttp2-client.");
        }
    }

    [GeneratedRegex(@"([\d.]+) req/s,")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(\d+) succeeded")]
    private static partial Regex Succeeded();

    [GeneratedRegex(@"\((\d+)\) data")]
    private static partial Regex Data();
}
