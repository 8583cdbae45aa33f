using System.Collections.Concurrent;
using Grpc.Net.Client;

namespace Platform.Demo.Access;

/// <summary>One channel to each host, shared by all sessions.</summary>
public sealed class Connections : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<PlatformHost, GrpcChannel> _channels = new();

    public Connections(Settings settings, string language, TimeProvider clock)
    {
        Settings = settings;
        Language = language;
        Clock = clock;
        Tokens = new Tokens(_http, settings, clock);
    }

    public Settings Settings { get; }

    /// <summary>zh-CN or en, asked for in each call.</summary>
    public string Language { get; }

    public TimeProvider Clock { get; }

    public Tokens Tokens { get; }

    public GrpcChannel Channel(PlatformHost host) => _channels.GetOrAdd(host, _ => GrpcChannel.ForAddress(Settings.Services[host], new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), EnableMultipleHttp2Connections = true },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = 64 * 1024 * 1024,
        // The platform repeats nothing by itself, and neither does the channel: SessionCalls does.
        InitialReconnectBackoff = TimeSpan.FromMilliseconds(100),
        MaxReconnectBackoff = TimeSpan.FromSeconds(1),
    }));

    /// <summary>Calls in the name of one client; it signs in at the first call.</summary>
    public Session As(Credential credential) => new(this, credential);

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
            channel.Dispose();
        _http.Dispose();
    }
}
