using Google.Rpc;
using Grpc.Core;
using Xunit;

namespace Platform.Identity.Tests;

internal static class Refusals
{
    /// <summary>Expects a status with its machine-readable reason.</summary>
    public static async Task RefusesAsync<T>(this AsyncUnaryCall<T> call, StatusCode code, string reason)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(code, exception.StatusCode);
        Assert.Equal(reason, exception.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason);
    }
}
