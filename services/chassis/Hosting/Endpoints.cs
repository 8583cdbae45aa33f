using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Platform.Chassis.Hosting;

/// <summary>
/// Two listeners, as HTTP/2 without TLS has no way to negotiate: one for HTTP/1.1 (JSON, health, metrics), one for gRPC.
/// </summary>
public static class Endpoints
{
    public static void Listen(this KestrelServerOptions kestrel, string url, HttpProtocols protocols)
    {
        var uri = new Uri(url);
        var address = uri.Host switch
        {
            "localhost" => IPAddress.Loopback,
            "0.0.0.0" or "*" or "+" => IPAddress.Any,
            var host => IPAddress.Parse(host.Trim('[', ']')),
        };
        kestrel.Listen(address, uri.Port, listener => listener.Protocols = protocols);
    }
}
