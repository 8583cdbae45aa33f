using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>Changes capacity and quotas before the notice. A selection made for the former ones is void.</summary>
internal static class SetQuotas
{
    public static Task<Batch> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, SelectionRequest request)
    {
        var quotas = QuotaMessages.Read(request.Quotas, catalogue);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            if (batch.State >= BatchState.PublicNotice)
            {
                throw BatchErrors.NoticeBegun(batch.State).ToException();
            }

            const string sql = "update batch set capacity = @Capacity, version = version + 1 where batch_id = @BatchId";
            await change.ExecuteAsync(sql, new { request.Capacity, batch.BatchId });
            await change.ExecuteAsync("delete from quota where batch_id = @BatchId", new { batch.BatchId });
            await InsertAsync(change, batch.BatchId, quotas);
            await StoredSelection.VoidAsync(change, batch);
            change.Audit("batch.set-quotas", "batch", batch.BatchId.ToString(), new { request.Capacity, quotas });
            return (await BatchRow.ReadAsync(change, batch.BatchId)).ToMessage();
        });
    }

    public static Task InsertAsync(Change change, Guid batchId, IReadOnlyList<ClassQuota> quotas)
    {
        const string sql = """
            insert into quota (batch_id, number, kind, industry, minimum, maximum)
            select @batchId, q.number, q.kind, q.code, q.minimum, nullif(q.maximum, -1)
            from unnest(@kinds, @codes, @minima, @maxima) with ordinality as q (kind, code, minimum, maximum, number)
            """;
        return change.ExecuteAsync(sql, new
        {
            batchId,
            kinds = quotas.Select(quota => (short)quota.Class.Kind).ToArray(),
            codes = quotas.Select(quota => quota.Class.Code).ToArray(),
            minima = quotas.Select(quota => quota.Minimum).ToArray(),
            maxima = quotas.Select(quota => quota.Maximum ?? -1).ToArray(),
        });
    }
}
