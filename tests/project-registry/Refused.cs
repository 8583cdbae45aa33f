using Grpc.Core;
using Platform.Common.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests;

/// <summary>Asserts that a call is refused with a reason a program can act on.</summary>
internal static class Refused
{
    public static async Task<string> ByAsync<T>(StatusCode code, ErrorReason reason, AsyncUnaryCall<T> call) => await ByAsync(code, reason, call.ResponseAsync);

    public static async Task<string> ByAsync(StatusCode code, ErrorReason reason, Task call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(() => call);
        var info = exception.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>();
        Assert.Equal((code, Chassis.Errors.RichStatus.NameOf(reason)), (exception.StatusCode, info?.Reason));
        return exception.Status.Detail;
    }
}
