using System.Globalization;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Registry.V1;

namespace Platform.Benchmarks.Grpc;

/// <summary>
/// The least that can answer GetApplication: Kestrel, the gRPC runtime and the registry's SELECT, prepared. No token, no
/// interceptor, no mapping; the answer is of the same size. A process of its own, like the registry.
/// </summary>
internal static class FloorHost
{
    public const string Command = "grpc-floor";

    public static async Task<int> RunAsync(string postgres, int port)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listener => listener.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(postgres));
        builder.Services.AddGrpc();
        await using var app = builder.Build();
        app.MapGrpcService<Floor>();
        await app.RunAsync();
        return 0;
    }

    public static string[] Arguments(string postgres, int port) => [Command, postgres, port.ToString(CultureInfo.InvariantCulture)];

    internal sealed class Floor(NpgsqlDataSource database) : ApplicationService.ApplicationServiceBase
    {
        public override async Task<Application> GetApplication(GetApplicationRequest request, ServerCallContext context)
        {
            await using var connection = await database.OpenConnectionAsync(context.CancellationToken);
            await using var command = new NpgsqlCommand(SampleApplication.Select, connection);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(request.ApplicationId) });
            await using var reader = await command.ExecuteReaderAsync(context.CancellationToken);
            if (!await reader.ReadAsync(context.CancellationToken))
                throw new RpcException(new Status(StatusCode.NotFound, request.ApplicationId));
            for (var column = 0; column < reader.FieldCount; column++)
                reader.GetValue(column);
            return SampleApplication.Answer;
        }
    }
}
