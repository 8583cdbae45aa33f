using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Platform.Demo.Access;

/// <summary>
/// Puts token, language and deadline on each call of one client, and sends a call that got no answer again. The message is
/// the same, and with it its request_id: a change whose answer was lost is not made twice.
/// </summary>
public sealed class SessionCalls(PlatformHost host, Uri address, Credential credential, Connections connections) : Interceptor
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var response = RunAsync(
            async options =>
            {
                using var call = continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
                return await call.ResponseAsync;
            },
            Longest,
            context.Options.CancellationToken);
        return new AsyncUnaryCall<TResponse>(response, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    /// <summary>Runs a call with what each call carries; a stream is sent from its beginning again.</summary>
    /// <exception cref="CallFailure">The host refused, or did not answer in time.</exception>
    public async Task<T> RunAsync<T>(Func<CallOptions, Task<T>> call, TimeSpan longest, CancellationToken cancellation) =>
        await Patience.RunAsync(
            connections.Settings.Patience,
            connections.Clock,
            async () =>
            {
                var headers = new Metadata
                {
                    { "authorization", $"Bearer {await connections.Tokens.OfAsync(credential, cancellation)}" },
                    { "accept-language", connections.Language },
                };
                try
                {
                    return await call(new CallOptions(headers, connections.Clock.GetUtcNow().UtcDateTime + longest, cancellation));
                }
                catch (RpcException error) when (!cancellation.IsCancellationRequested)
                {
                    if (error.StatusCode is StatusCode.Unauthenticated)
                        connections.Tokens.Forget(credential);
                    throw new CallFailure(host, address, error);
                }
            },
            error => error is CallFailure { MayRetry: true },
            cancellation);
}
