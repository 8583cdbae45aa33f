using System.Diagnostics;
using System.Net;
using Platform.Tests.Fixtures;

namespace Platform.Browser.Tests;

/// <summary>The portal as its own process on a free port; whatever it is not told of answers at a port where nobody listens.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];

    private PortalProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <param name="authority">Address of the authority; null for one that cannot be reached.</param>
    public static async Task<PortalProcess> StartAsync(string? authority, CancellationToken cancellation)
    {
        var ports = FreePorts.Take(2);
        var address = new Uri($"http://127.0.0.1:{ports[0]}");
        var nobody = $"http://127.0.0.1:{ports[1]}/";
        var start = new ProcessStartInfo("dotnet", [Binary()]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Endpoints__Http"] = address.ToString();
        start.Environment["Identity__Authority"] = authority ?? nobody;
        foreach (var service in (string[])["Identity", "Registry", "Talent", "Transfer"])
            start.Environment[$"Services__{service}"] = nobody;
        var portal = new PortalProcess(Process.Start(start)!, address);
        await portal.UntilLiveAsync(cancellation);
        return portal;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // The portal's own output folder has what the static files need; the tests' folder has only the assembly.
    private static string Binary()
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Repository.Root, "services", "portal", "bin", configuration, "net10.0", "Platform.Portal.dll");
    }

    private async Task UntilLiveAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60);)
        {
            if (_process.HasExited)
                break;
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "/health/live"), cancellation);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellation);
        }
        lock (_output)
            throw new InvalidOperationException("The portal did not start:\n" + string.Join('\n', _output));
    }

    private void Keep(string? line)
    {
        if (line is not null)
            lock (_output)
                _output.Add(line);
    }
}
