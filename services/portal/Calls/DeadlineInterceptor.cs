using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Platform.Portal.Calls;

/// <summary>No page waits without end: a call that sets no deadline of its own gets one. Imports, which stream, are left alone.</summary>
public sealed class DeadlineInterceptor(TimeProvider clock) : Interceptor
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (context.Options.Deadline is not null)
            return continuation(request, context);
        var options = context.Options.WithDeadline(clock.GetUtcNow().UtcDateTime + Longest);
        return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
    }
}
