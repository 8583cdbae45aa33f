using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Platform.Registry.V1;

namespace Platform.Portal.Letters;

/// <summary>Serves letters of decision: the HTML form to be read and printed, the PDF form as a download.</summary>
public static class LetterEndpoints
{
    public static void MapLetters(this IEndpointRouteBuilder app) =>
        app.MapGet("/letters/{id:guid}.{form:regex(^(html|pdf)$)}", RenderAsync).RequireAuthorization();

    private static async Task<IResult> RenderAsync(Guid id, string form, HttpContext http, AuthenticationStateProvider state, LetterService.LetterServiceClient letters)
    {
        // Outside of a page nobody has told the provider who asks; the client takes the token from there.
        ((IHostEnvironmentAuthenticationStateProvider)state).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
        try
        {
            var request = new RenderLetterRequest { ApplicationId = id.ToString(), Form = form == "pdf" ? LetterForm.Pdf : LetterForm.Html };
            var letter = await letters.RenderLetterAsync(request, cancellationToken: http.RequestAborted);
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = "private, no-store";
            // A letter needs its own style and nothing else.
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            return form == "pdf" ? Results.Bytes(letter.Content.Memory, letter.ContentType, letter.FileName) : Results.Bytes(letter.Content.Memory, letter.ContentType);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.FailedPrecondition)
        {
            return Results.Text(error.Status.Detail, "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict);
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
