using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Platform.Portal;

/// <summary>Traces and metrics by OTLP where an endpoint is named, and the two health pages.</summary>
internal static class Telemetry
{
    public static void AddPortalTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck<AuthorityCheck>("identity", HealthStatus.Degraded, ["ready"]);
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("portal"))
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddSource("System.Net.Http").AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Components.Server.Circuits", "System.Net.Http").AddOtlpExporter());
    }

    public static void MapPortalHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", Answer(_ => false)).AllowAnonymous();
        app.MapHealthChecks("/health/ready", Answer(check => check.Tags.Contains("ready"))).AllowAnonymous();
    }

    private static HealthCheckOptions Answer(Func<HealthCheckRegistration, bool> which) => new()
    {
        Predicate = which,
        ResponseWriter = (http, report) => http.Response.WriteAsJsonAsync(new
        {
            status = report.Status.ToString(),
            entries = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), description = entry.Value.Description }),
        }, JsonSerializerOptions.Web, http.RequestAborted),
    };

    /// <summary>Without the authority the public pages still work, so its absence degrades the portal and does not fail it.</summary>
    private sealed class AuthorityCheck(IOptionsMonitor<OpenIdConnectOptions> options) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var oidc = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
            try
            {
                await oidc.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception error) when (error is InvalidOperationException or HttpRequestException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, $"{oidc.Authority} does not answer");
            }
        }
    }
}
