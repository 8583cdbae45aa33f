using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>The stored ranking with the reason for each place.</summary>
internal static class GetRanking
{
    public static async Task<Ranking> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, GetRankingRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var batch = await BatchRow.ReadAsync(connection, Guid.Parse(request.BatchId), call.CancellationToken);
        return batch.State >= BatchState.Ranked
            ? await ReadAsync(connection, batch, catalogue, Languages.Of(call), call.CancellationToken)
            : throw ReviewErrors.NotRanked.ToException();
    }

    public static async Task<Ranking> ReadAsync(NpgsqlConnection connection, BatchRow batch, Catalogue catalogue, Language language, CancellationToken cancellation)
    {
        var rows = await RankedRow.ReadAsync(connection, batch.BatchId, cancellation);
        return new Ranking
        {
            BatchId = batch.BatchId.ToString(),
            Applications = { rows.Select(row => row.ToMessage(batch, row.Outcome, row.OutcomeReason, row.OutcomeKind, catalogue, language)) },
        };
    }
}
