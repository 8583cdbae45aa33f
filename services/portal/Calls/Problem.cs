using Google.Rpc;
using Grpc.Core;
using Platform.Portal.Texts;

namespace Platform.Portal.Calls;

/// <summary>Why something could not be shown or done, as people read it.</summary>
/// <param name="Message">The service's own sentence where it gave one.</param>
/// <param name="Reason">The documented reason, such as WRONG_STATE; empty where the service gave none.</param>
/// <param name="Details">What is wrong with single fields.</param>
/// <param name="SignInAgain">The session has ended.</param>
/// <param name="MayRetry">The call may not have reached the service: sending it again is safe with the same request id.</param>
public sealed record Problem(string Message, string Reason, IReadOnlyList<string> Details, bool SignInAgain, bool MayRetry)
{
    public static Problem Of(RpcException error, Words words)
    {
        var status = error.GetRpcStatus();
        var details = status?.GetDetail<BadRequest>()?.FieldViolations
            .Select(violation => violation.Description).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToList() ?? [];
        var told = status?.GetDetail<LocalizedMessage>()?.Message;
        var message = error.StatusCode switch
        {
            _ when !string.IsNullOrEmpty(told) => told,
            StatusCode.Unavailable => words["problem.unavailable"],
            StatusCode.DeadlineExceeded => words["problem.slow"],
            StatusCode.Unauthenticated => words["problem.signed-out"],
            StatusCode.PermissionDenied => words["problem.not-allowed"],
            StatusCode.Unimplemented => words["problem.unimplemented"],
            _ when error.Status.Detail.Length > 0 => error.Status.Detail,
            _ => words["problem.unexpected"],
        };
        details.RemoveAll(detail => message.Contains(detail, StringComparison.Ordinal));
        return new Problem(message, status?.GetDetail<ErrorInfo>()?.Reason ?? "", details,
            error.StatusCode == StatusCode.Unauthenticated,
            error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded);
    }
}
