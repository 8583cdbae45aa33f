using System.Diagnostics;

namespace Platform.Benchmarks.Grpc;

/// <summary>A .NET program in a process of its own; ended when disposed.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    public bool HasEnded => _process.HasExited;

    public static HostProcess Start(string assembly, IReadOnlyDictionary<string, string> settings, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        var process = Process.Start(start) ?? throw new BenchmarkFailedException($"{assembly} did not start.");
        // Standard output carries the figures alone.
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                Report.Note(text);
        };
        process.BeginOutputReadLine();
        return new HostProcess(process);
    }

    public async Task CompleteAsync(string what)
    {
        await _process.WaitForExitAsync();
        if (_process.ExitCode != 0)
            throw new BenchmarkFailedException($"{what} ended with {_process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
