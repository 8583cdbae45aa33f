using Grpc.Core;
using Platform.Common.V1;

namespace Platform.Chassis.Errors;

/// <summary>
/// An expected failure as a value: each feature names its own in one <c>Errors</c> file. <see cref="ErrorInterceptor"/>
/// turns it into a <c>google.rpc.Status</c> with the sentence in the caller's language.
/// </summary>
/// <param name="Code">The gRPC status.</param>
/// <param name="Reason">What a program may act on; stands in <c>ErrorInfo.reason</c> without its prefix.</param>
/// <param name="Chinese">One sentence that tells the user what to do.</param>
/// <param name="English">The same in English.</param>
/// <param name="Field">The request's field at fault, in proto names joined by dots; null where it is none.</param>
public sealed record Error(StatusCode Code, ErrorReason Reason, string Chinese, string English, string? Field = null)
{
    public static Error Invalid(ErrorReason reason, string field, string chinese, string english) =>
        new(StatusCode.InvalidArgument, reason, chinese, english, field);

    public static Error NotFound(string chinese, string english) =>
        new(StatusCode.NotFound, ErrorReason.NotFound, chinese, english);

    public static Error Precondition(ErrorReason reason, string chinese, string english) =>
        new(StatusCode.FailedPrecondition, reason, chinese, english);

    public static Error Exists(string chinese, string english) =>
        new(StatusCode.AlreadyExists, ErrorReason.AlreadyExists, chinese, english);

    public static Error Forbidden(ErrorReason reason, string chinese, string english) =>
        new(StatusCode.PermissionDenied, reason, chinese, english);

    public string In(Language language) => language.Pick(Chinese, English);

    public FailedException ToException() => new(this);
}

/// <summary>Carries an <see cref="Error"/> up to the interceptor.</summary>
public sealed class FailedException(Error error) : Exception(error.English)
{
    public Error Error { get; } = error;
}
