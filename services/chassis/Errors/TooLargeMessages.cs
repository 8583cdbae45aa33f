using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.Common.V1;

namespace Platform.Chassis.Errors;

/// <summary>
/// A request larger than the limit is refused before any interceptor sees it, with a sentence of the library's own. Here the answer gets
/// a reason and a sentence that a person can act on.
/// </summary>
internal static class TooLargeMessages
{
    /// <summary>Of one message; files come in pieces.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private static readonly Error TooLarge = new(
        StatusCode.ResourceExhausted, ErrorReason.MessageTooLarge,
        "提交的内容超过 4 MB，未作任何修改；请删减文字，资料请作为附件上传。", "What was sent is larger than 4 MB and nothing was changed: shorten the text, and attach documents as files.");

    public static void UseTooLargeMessages(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        await next(http);
        var headers = http.Response.Headers;
        if (!http.Response.HasStarted && headers["grpc-status"] == "8" && !headers.ContainsKey("grpc-status-details-bin"))
        {
            var status = TooLarge.ToStatus(Languages.Parse(http.Request.Headers.AcceptLanguage));
            headers["grpc-message"] = Uri.EscapeDataString(status.Message);
            headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray());
        }
    });
}
