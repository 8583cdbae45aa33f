using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Platform.Transfer.V1;

namespace Platform.Portal.Files;

/// <summary>Serves what tech-transfer writes as documents: pages for print and tables to download.</summary>
public static class TransferDocuments
{
    public static void MapTransferDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/files/registration/{id:guid}.html", (Guid id, HttpContext http, AuthenticationStateProvider state, AgreementService.AgreementServiceClient agreements) =>
            ServeAsync(http, state, () => agreements.ExportRegistrationAsync(new ExportRegistrationRequest { AgreementId = id.ToString(), Form = DocumentForm.Html }, cancellationToken: http.RequestAborted)))
            .RequireAuthorization();
        app.MapGet("/files/registration.{format:regex(^(csv|xlsx)$)}", (string format, int? year, HttpContext http, AuthenticationStateProvider state, AgreementService.AgreementServiceClient agreements) =>
            ServeAsync(http, state, () => agreements.ExportRegistrationAsync(new ExportRegistrationRequest { Year = year ?? 0, Form = Table(format) }, cancellationToken: http.RequestAborted)))
            .RequireAuthorization();
        app.MapGet("/files/benefit-statements/{id:guid}.{format:regex(^(html|csv|xlsx)$)}", (Guid id, string format, int? inventor, HttpContext http, AuthenticationStateProvider state, BenefitSharingService.BenefitSharingServiceClient sharings) =>
            ServeAsync(http, state, () => sharings.ExportStatementAsync(
                new ExportStatementRequest { StatementId = id.ToString(), InventorNumber = inventor ?? 0, Form = format == "html" ? DocumentForm.Html : Table(format) }, cancellationToken: http.RequestAborted)))
            .RequireAuthorization();
        app.MapGet("/files/flow.{format:regex(^(csv|xlsx)$)}", (string format, int? year, string? industry, int? kind, HttpContext http, AuthenticationStateProvider state, FlowService.FlowServiceClient flows) =>
            ServeAsync(http, state, () => flows.ExportFlowAsync(
                new ExportFlowRequest
                {
                    Query = new GetFlowRequest { FirstYear = year ?? 0, LastYear = year ?? 0, Industry = industry ?? "", Kind = (AgreementKind)(kind ?? 0) }, Form = Table(format),
                },
                cancellationToken: http.RequestAborted)))
            .RequireAuthorization();
    }

    private static DocumentForm Table(string format) => format == "xlsx" ? DocumentForm.Xlsx : DocumentForm.Csv;

    private static async Task<IResult> ServeAsync(HttpContext http, AuthenticationStateProvider state, Func<AsyncUnaryCall<TransferDocument>> read)
    {
        // Outside of a page nobody has told the provider who asks; the client takes the token from there.
        ((IHostEnvironmentAuthenticationStateProvider)state).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
        try
        {
            var document = await read();
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = "private, no-store";
            // A page for print needs its own style and nothing else.
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            return document.ContentType.StartsWith("text/html", StringComparison.Ordinal)
                ? Results.Bytes(document.Content.Memory, document.ContentType)
                : Results.Bytes(document.Content.Memory, document.ContentType, document.FileName);
        }
        catch (RpcException error)
        {
            return Results.StatusCode(error.StatusCode switch
            {
                StatusCode.NotFound => StatusCodes.Status404NotFound,
                StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
                StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
                StatusCode.FailedPrecondition => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status503ServiceUnavailable,
            });
        }
    }
}
