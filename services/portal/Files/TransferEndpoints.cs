using System.Net.Mime;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Net.Http.Headers;
using Platform.Transfer.V1;

namespace Platform.Portal.Files;

/// <summary>Serves the files of technology transfer as downloads, and claim sheets to be read and printed.</summary>
public static class TransferEndpoints
{
    public static void MapTransferFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/transfer-files/{id:guid}", DownloadAsync).RequireAuthorization();
        app.MapGet("/claim-sheets/{id:guid}.html", ClaimSheetAsync).RequireAuthorization();
    }

    private static async Task DownloadAsync(Guid id, HttpContext http, AuthenticationStateProvider state, TransferFileService.TransferFileServiceClient files)
    {
        // Outside of a page nobody has told the provider who asks; the client takes the token from there.
        ((IHostEnvironmentAuthenticationStateProvider)state).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
        using var call = files.DownloadTransferFile(new DownloadTransferFileRequest { FileId = id.ToString() }, cancellationToken: http.RequestAborted);
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

    private static async Task<IResult> ClaimSheetAsync(Guid id, HttpContext http, AuthenticationStateProvider state, ListingService.ListingServiceClient listings)
    {
        ((IHostEnvironmentAuthenticationStateProvider)state).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
        try
        {
            var sheet = await listings.GetClaimSheetAsync(new GetListingRequest { ListingId = id.ToString() }, cancellationToken: http.RequestAborted);
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = "private, no-store";
            // It needs its own style and nothing else.
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            return Results.Text(sheet.Html, "text/html", Encoding.UTF8);
        }
        catch (RpcException error)
        {
            return Results.StatusCode(Status(error.StatusCode));
        }
    }

    private static void Head(HttpResponse response, TransferFile file)
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
