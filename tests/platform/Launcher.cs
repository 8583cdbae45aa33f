using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Platform.Tests.Fixtures;

namespace Platform.SystemTests;

/// <summary>The real launcher with a state folder and ports of its own, so that it neither meets nor touches the user's instance.</summary>
public sealed class Launcher
{
    private static readonly string[] PortNames =
    [
        "PORTAL", "IDENTITY", "REGISTRY", "TALENT", "TRANSFER", "IDENTITY_GRPC", "REGISTRY_GRPC", "TALENT_GRPC", "TRANSFER_GRPC",
        "POSTGRES", "RABBITMQ", "RABBITMQ_MANAGEMENT", "RABBITMQ_DIST", "EPMD",
    ];

    public static string Home { get; } = Path.Combine(Repository.Root, ".platform", "system-tests");

    public IReadOnlyDictionary<string, int> Ports { get; } = PortNames.Zip(FreePorts(PortNames.Length)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    public string Secret(string name) => File.ReadAllText(Path.Combine(Home, "secrets", name)).Trim();

    public string Address(string port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports[port]}/");

    /// <summary>Runs a command and returns what it printed; fails the test where it ends with another code.</summary>
    public async Task<string> RunAsync(string[] arguments, int expected = 0)
    {
        var (code, output) = await StartAsync(["./platform", .. arguments]);
        Xunit.Assert.True(code == expected, $"./platform {string.Join(' ', arguments)} ended with {code} and not {expected}:\n{output}");
        return output;
    }

    public Task UpAsync() => RunAsync(["up", "--local", "--no-demo"]);

    /// <summary>An empty platform: whatever ran or was stored before is gone.</summary>
    public async Task StartFreshAsync()
    {
        await RunAsync(["reset"]);
        await UpAsync();
    }

    /// <summary>Process id of a host or server as the launcher wrote it down.</summary>
    public int ProcessOf(string name) =>
        int.Parse(File.ReadAllText(Path.Combine(Home, "pids", name)).Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>Ends a process without a word, as a crash does, or by TERM, and waits until it is gone.</summary>
    public async Task KillAsync(string name, string signal = "KILL")
    {
        using var process = Process.GetProcessById(ProcessOf(name));
        await StartAsync(["kill", "-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    private async Task<(int Code, string Output)> StartAsync(string[] words)
    {
        // Each word is quoted by the shell itself; both outputs come in the order they were written.
        var start = new ProcessStartInfo("bash", ["-c", "exec \"$@\" 2>&1", "bash", .. words])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["PLATFORM_HOME"] = Home;
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["PLATFORM_START_TIMEOUT"] = "600";
        foreach (var (name, port) in Ports)
            start.Environment[$"PLATFORM_{name}_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>Below the range from which outgoing connections take theirs.</summary>
    private static IEnumerable<int> FreePorts(int count)
    {
        while (true)
        {
            var first = RandomNumberGenerator.GetInt32(20_000, 32_000 - count);
            var ports = Enumerable.Range(first, count).ToList();
            if (ports.TrueForAll(IsFree))
                return ports;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
