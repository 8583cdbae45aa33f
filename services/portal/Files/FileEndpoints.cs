using System.Net.Mime;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Net.Http.Headers;
using Platform.Portal.Calls;
using Platform.Registry.V1;
using Platform.Talent.V1;

namespace Platform.Portal.Files;

/// <summary>
/// Serves files to the browser, straight from the service's stream. Always as a download under the type that the service found in
/// the content, so that no browser runs what somebody uploaded.
/// </summary>
public static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/files/{id:guid}", DownloadAsync).RequireAuthorization();
        app.MapGet("/files/statistics/{table}.{format:regex(^(csv|xlsx)$)}", StatisticsAsync).RequireAuthorization();
        app.MapGet("/files/retention/{dimension}.{format:regex(^(csv|xlsx)$)}", RetentionAsync).RequireAuthorization();
    }

    private static async Task DownloadAsync(Guid id, HttpContext http, AuthenticationStateProvider state, FileService.FileServiceClient files)
    {
        // Outside of a page nobody has told the provider who asks; the client takes the token from there.
        ((IHostEnvironmentAuthenticationStateProvider)state).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
        using var call = files.DownloadFile(new DownloadFileRequest { FileId = id.ToString() }, cancellationToken: http.RequestAborted);
        try
        {
            await foreach (var part in call.ResponseStream.ReadAllAsync(http.RequestAborted))
            {
                if (part.File is { } file)
                    Head(http.Response, file);
                else
                    await http.Response.Body.WriteAsync(part.Data.Memory, http.RequestAborted);
            }
        }
        catch (RpcException error) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = Status(error.StatusCode);
        }
        catch (RpcException)
        {
            // Half of a file must not pass for the whole.
            http.Abort();
        }
    }

    private static async Task<IResult> StatisticsAsync(
        string table, string format, int? year, bool? rehearsals, HttpContext http, AuthenticationStateProvider state, StatisticsService.StatisticsServiceClient statistics)
    {
        ((IHostEnvironmentAuthenticationStateProvider)state).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
        try
        {
            var request = new ExportStatisticsRequest
            {
                Table = table, Year = year ?? 0, IncludeRehearsals = rehearsals == true, Format = format == "xlsx" ? ExportFormat.Xlsx : ExportFormat.Csv,
            };
            var file = await statistics.ExportStatisticsAsync(request, cancellationToken: http.RequestAborted);
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Bytes(file.Content.Memory, file.ContentType, file.FileName);
        }
        catch (RpcException error)
        {
            return Results.StatusCode(Status(error.StatusCode));
        }
    }

    private static async Task<IResult> RetentionAsync(
        string dimension, string format, HttpContext http, AuthenticationStateProvider state, RetentionService.RetentionServiceClient retention)
    {
        ((IHostEnvironmentAuthenticationStateProvider)state).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
        if (!Enum.TryParse<RetentionDimension>(dimension, ignoreCase: true, out var property) || property == RetentionDimension.Unspecified)
            return Results.NotFound();
        try
        {
            var request = new ExportRetentionRequest { Dimension = property, Format = format == "xlsx" ? ExportFormat.Xlsx : ExportFormat.Csv };
            var file = await retention.ExportRetentionAsync(request, cancellationToken: http.RequestAborted);
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Bytes(file.Content.Memory, file.ContentType, file.FileName);
        }
        catch (RpcException error)
        {
            return Results.StatusCode(Status(error.StatusCode));
        }
    }

    private static void Head(HttpResponse response, AttachedFile file)
    {
        var disposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
        disposition.SetHttpFileName(file.FileName);
        response.ContentType = file.ContentType;
        response.ContentLength = file.SizeBytes;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
    }

    private static int Status(StatusCode code) => code switch
    {
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
