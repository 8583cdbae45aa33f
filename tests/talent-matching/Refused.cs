using Google.Rpc;
using Grpc.Core;
using Xunit;

namespace Platform.TalentMatching.Tests;

internal static class Refused
{
    /// <summary>Asserts that a call is refused with this status and reason.</summary>
    public static async Task WithAsync(StatusCode code, string reason, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal((code, reason), (refusal.StatusCode, refusal.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason));
    }
}
