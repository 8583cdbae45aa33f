using System.Reflection;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Messaging;
using Platform.Chassis.Validation;
using ProtoValidate;

namespace Platform.Chassis.Hosting;

/// <summary>
/// What every service host is made of. A service's <c>Program.cs</c> adds its handlers and maps its gRPC services:
/// <code>
/// return await Program.Host(args).RunAsync();
///
/// public partial class Program
/// {
///     public static ServiceHost Host(string[] args)
///     {
///         var host = ServiceHost.Create(args, "talent-matching", typeof(Program).Assembly);
///         host.Events.Handle&lt;ProjectAdmitted, OnProjectAdmitted&gt;();
///         return host.Map(app => app.MapGrpcService&lt;TalentNeedService&gt;());
///     }
/// }
/// </code>
/// Without arguments it serves; <c>migrate</c> and <c>errors list|replay</c> do their work and end.
/// </summary>
public sealed class ServiceHost
{
    private readonly string[] _args;
    private readonly string _service;
    private readonly Assembly _assembly;
    private readonly List<Action<WebApplication>> _maps = [];

    private ServiceHost(string[] args, string service, Assembly assembly)
    {
        _args = args;
        _service = service;
        _assembly = assembly;
        Builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        Events = new EventHandlers(Builder.Services);
    }

    public WebApplicationBuilder Builder { get; }

    public IServiceCollection Services => Builder.Services;

    public IConfiguration Configuration => Builder.Configuration;

    /// <summary>The events this service listens to.</summary>
    public EventHandlers Events { get; }

    public static ServiceHost Create(string[] args, string service, Assembly assembly) => new(args, service, assembly);

    /// <summary>Maps the gRPC services and whatever pages the host has.</summary>
    public ServiceHost Map(Action<WebApplication> map)
    {
        _maps.Add(map);
        return this;
    }

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        switch (_args.FirstOrDefault())
        {
            case "migrate":
                var migrated = MigrateCommand.Run(_service, Configuration.GetConnectionString("Migrations"), Configuration.GetConnectionString("Database"), _assembly);
                return migrated == 0 ? await TopologyCommand.RunAsync(_service, Required("ConnectionStrings:RabbitMq"), Events) : migrated;
            case "errors":
                return await ErrorQueueCommand.RunAsync(_service, Required("ConnectionStrings:RabbitMq"), _args.ElementAtOrDefault(1) ?? "");
            default:
                await using (var app = Build())
                {
                    await app.RunAsync();
                }

                return 0;
        }
    }

    /// <summary>The app, ready to be started; tests put their clock into <see cref="Services"/> before.</summary>
    public WebApplication Build()
    {
        AddChassis();
        var app = Builder.Build();
        app.UseTooLargeMessages();
        app.UseAuthentication();
        app.UseAuthorization();
        _maps.ForEach(map => map(app));
        app.MapGrpcHealthChecksService().AllowAnonymous();
        app.MapGrpcReflectionService();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint().AllowAnonymous();
        return app;
    }

    private void AddChassis()
    {
        Builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(Required("Endpoints:Http"), HttpProtocols.Http1);
            kestrel.Listen(Required("Endpoints:Grpc"), HttpProtocols.Http2);
        });
        // MassTransit logs each message of a failed batch; the relay and the inbox say the same once, with the reason.
        Builder.Logging.AddFilter("MassTransit", LogLevel.Critical);
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton(new ServiceName(_service));
        Services.AddSingleton(_ => Catalogue.Load(Configuration));
        Services.AddTelemetry(Configuration, _service);
        Services.AddTokens(Required("Identity:Authority"));
        AddData();
        AddMessaging();
        AddGrpc();
    }

    private void AddData()
    {
        Services.AddSingleton(_ => NpgsqlDataSource.Create(Connections.Pooled(Required("ConnectionStrings:Database"))));
        Services.AddKeyedSingleton(OutboxRelay.Connections, (_, _) => NpgsqlDataSource.Create(Connections.Relay(Required("ConnectionStrings:Database"))));
        Services.AddKeyedSingleton(ShardOwnership.ApplicationName, (_, _) => NpgsqlDataSource.Create(Connections.Session(Required("ConnectionStrings:Database"), ShardOwnership.ApplicationName)));
        Services.AddSingleton<Store>();
        Services.AddHealthChecks().Add(new HealthCheckRegistration(
            PostgresHealth.Name, provider => new PostgresHealth(provider.GetRequiredService<NpgsqlDataSource>(), _assembly), HealthStatus.Unhealthy, null, TimeSpan.FromSeconds(5)));
    }

    private void AddMessaging()
    {
        Services.AddSingleton(Events);
        Services.AddSingleton<OutboxSignal>();
        Services.AddSingleton<EventPublisher>();
        Services.AddSingleton<ShardOwnership>();
        Services.AddSingleton<Inbox>();
        // The inbox starts before and stops after the bus that feeds it.
        Services.AddHostedService(provider => provider.GetRequiredService<Inbox>());
        Services.AddBus(_service, Required("ConnectionStrings:RabbitMq"), Events);
        Services.AddHostedService(provider => provider.GetRequiredService<ShardOwnership>());
        Services.AddHostedService<OutboxRelay>();
        Services.AddHostedService<Housekeeping>();
    }

    private void AddGrpc()
    {
        Services.AddProtoValidate();
        Services.AddSingleton<ErrorInterceptor>();
        Services.AddSingleton<ValidationInterceptor>();
        Services
            .AddGrpc(options =>
            {
                options.MaxReceiveMessageSize = TooLargeMessages.MostBytes;
                options.Interceptors.Add<ErrorInterceptor>();
                options.Interceptors.Add<ValidationInterceptor>();
            })
            .AddJsonTranscoding(options => options.TypeRegistry = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor));
        Services.AddGrpcReflection();
        Services.AddGrpcHealthChecks();
    }

    private string Required(string key) => Configuration[key] is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{_service}: the setting {key.Replace(":", "__", StringComparison.Ordinal)} is missing.");
}
