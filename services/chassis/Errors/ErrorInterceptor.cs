using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Platform.Chassis.Errors;

/// <summary>
/// The one place where exceptions become answers. Named failures keep their reason; what PostgreSQL refuses is translated
/// by SqlState; anything else is logged and answered as INTERNAL without its text.
/// </summary>
public sealed partial class ErrorInterceptor(ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        Guard(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(context, async () =>
        {
            await continuation(request, responseStream, context);
            return true;
        });

    private async Task<T> Guard<T>(ServerCallContext context, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException)
        {
            throw;
        }
        // A caller who hangs up while it still sends shows as a broken stream.
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "cancelled"));
        }
        catch (Exception exception)
        {
            var error = PostgresErrors.Translate(exception);
            if (error is null)
            {
                Unexpected(logger, context.Method, exception);
                error = CommonErrors.Internal;
            }
            else if (error == CommonErrors.StoreUnavailable)
            {
                StoreUnavailable(logger, context.Method, exception);
            }

            throw error.ToRpcException(Languages.Of(context));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed unexpectedly")]
    private static partial void Unexpected(ILogger logger, string method, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} found PostgreSQL unavailable")]
    private static partial void StoreUnavailable(ILogger logger, string method, Exception exception);
}
