using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Platform.Talent.V1;

namespace Platform.Portal.Profile;

/// <summary>Serves the copy of a person's data: the page to be read, the JSON as a download.</summary>
public static class PersonalDataEndpoints
{
    public static void MapPersonalData(this IEndpointRouteBuilder app) =>
        app.MapGet("/files/personal-data/{id:guid}.{form:regex(^(html|json)$)}", ExportAsync).RequireAuthorization();

    private static async Task<IResult> ExportAsync(Guid id, string form, HttpContext http, AuthenticationStateProvider state, PrivacyService.PrivacyServiceClient privacy)
    {
        // Outside of a page nobody has told the provider who asks; the client takes the token from there.
        ((IHostEnvironmentAuthenticationStateProvider)state).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
        try
        {
            var request = new ExportPersonalDataRequest { TalentId = id.ToString(), Format = form == "json" ? PersonalDataFormat.Json : PersonalDataFormat.Html };
            var file = await privacy.ExportPersonalDataAsync(request, cancellationToken: http.RequestAborted);
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = "private, no-store";
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            return form == "json" ? Results.Bytes(file.Content.Memory, file.ContentType, file.FileName) : Results.Bytes(file.Content.Memory, file.ContentType);
        }
        catch (RpcException error)
        {
            return Results.StatusCode(error.StatusCode switch
            {
                StatusCode.NotFound => StatusCodes.Status404NotFound,
                StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
                StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
                _ => StatusCodes.Status503ServiceUnavailable,
            });
        }
    }
}
