using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Validation.AspNetCore;
using Platform.Chassis.Errors;

namespace Platform.Chassis.Auth;

/// <summary>Tokens are validated by the authority's discovery document; without a token nothing but what says so is reached.</summary>
internal static class AuthSetup
{
    public static void AddTokens(this IServiceCollection services, string authority)
    {
        services.AddOpenIddict().AddValidation(options =>
        {
            options.SetIssuer(authority);
            options.UseSystemNetHttp();
            options.UseAspNetCore();
        });
        services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalWriter>();
    }

    /// <summary>Answers an API call that authorisation refuses with a status like any other, not with a bare HTTP code.</summary>
    private sealed class RefusalWriter : IAuthorizationMiddlewareResultHandler
    {
        private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithTypeRegistry(TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));
        private readonly AuthorizationMiddlewareResultHandler _http = new();

        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            var isGrpc = context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
            var isJson = context.Request.Path.StartsWithSegments("/v1");
            if (authorizeResult.Succeeded || (!isGrpc && !isJson))
            {
                return _http.HandleAsync(next, context, policy, authorizeResult);
            }

            var error = authorizeResult.Challenged ? CommonErrors.NotSignedIn : CommonErrors.RoleRequired;
            var language = Languages.Parse(context.Request.Headers.AcceptLanguage);
            var status = error.ToStatus(language);
            if (isJson)
            {
                context.Response.StatusCode = authorizeResult.Challenged ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
                context.Response.ContentType = "application/json; charset=utf-8";
                return context.Response.WriteAsync(Json.Format(status));
            }

            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = ((int)error.Code).ToString(System.Globalization.CultureInfo.InvariantCulture);
            context.Response.Headers["grpc-message"] = Uri.EscapeDataString(status.Message);
            context.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
            return Task.CompletedTask;
        }
    }
}
