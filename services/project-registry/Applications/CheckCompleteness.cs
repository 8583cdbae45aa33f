using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Tells what is missing or contradicts itself, by the same rules as the submission.</summary>
internal static class CheckCompleteness
{
    public static async Task<CheckCompletenessResponse> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, CheckCompletenessRequest request)
    {
        var sight = Sight.Of(Caller.Of(call));
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await GetApplication.FindAsync(connection, sight, request.ApplicationId, call.CancellationToken);
        var gaps = Completeness.Check(sight.Show(row), catalogue, await YearAsync(connection, row.BatchId, call.CancellationToken));
        return new CheckCompletenessResponse { Gaps = { gaps.Select(gap => gap.ToMessage(Languages.Of(call))) } };
    }

    /// <summary>Refuses an application with gaps, naming all of them.</summary>
    /// <exception cref="FailedException">INCOMPLETE.</exception>
    public static async Task RequireAsync(Change change, Catalogue catalogue, Application application)
    {
        var year = await YearAsync(change.Connection, Guid.Parse(application.BatchId), change.Cancellation);
        if (Completeness.Check(application, catalogue, year) is { Count: > 0 } gaps)
        {
            throw ApplicationErrors.Incomplete(gaps).ToException();
        }
    }

    private static Task<int> YearAsync(NpgsqlConnection connection, Guid batchId, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<int>(new CommandDefinition("select year from batch where batch_id = @batchId", new { batchId }, cancellationToken: cancellation));
}
