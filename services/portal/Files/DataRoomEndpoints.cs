using System.Net.Mime;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Net.Http.Headers;
using Platform.Transfer.V1;

namespace Platform.Portal.Files;

/// <summary>Serves the files of a data room to the browser, straight from the service's stream and always as a download.</summary>
public static class DataRoomEndpoints
{
    public static void MapDataRooms(this IEndpointRouteBuilder app) =>
        app.MapGet("/files/data-rooms/{negotiation:guid}/{id:guid}", DownloadAsync).RequireAuthorization();

    private static async Task DownloadAsync(Guid negotiation, Guid id, HttpContext http, AuthenticationStateProvider state, DataRoomService.DataRoomServiceClient rooms)
    {
        // Outside of a page nobody has told the provider who asks; the client takes the token from there.
        ((IHostEnvironmentAuthenticationStateProvider)state).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
        var request = new DownloadDataRoomFileRequest { NegotiationId = negotiation.ToString(), FileId = id.ToString() };
        using var call = rooms.DownloadDataRoomFile(request, cancellationToken: http.RequestAborted);
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
            http.Response.StatusCode = error.StatusCode switch
            {
                StatusCode.NotFound => StatusCodes.Status404NotFound,
                StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
                StatusCode.PermissionDenied or StatusCode.FailedPrecondition => StatusCodes.Status403Forbidden,
                _ => StatusCodes.Status503ServiceUnavailable,
            };
        }
        catch (RpcException)
        {
            // Half of a file must not pass for the whole.
            http.Abort();
        }
    }

    private static void Head(HttpResponse response, DataRoomFile file)
    {
        var disposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
        disposition.SetHttpFileName(file.FileName);
        response.ContentType = file.ContentType;
        response.ContentLength = file.SizeBytes;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
    }
}
