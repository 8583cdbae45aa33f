using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>The history of an application: submissions and returns, for its firm and officials.</summary>
internal static class GetVersions
{
    public static async Task<GetVersionsResponse> RunAsync(Store store, ServerCallContext call, GetVersionsRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await GetApplication.FindAsync(connection, Sight.OfHistory(Caller.Of(call)), request.ApplicationId, call.CancellationToken);
        return new GetVersionsResponse
        {
            Versions = { await Submissions.ListAsync(connection, row.ApplicationId, call.CancellationToken) },
            Returns = { await Returns.ListAsync(connection, row.ApplicationId, call.CancellationToken) },
        };
    }
}
