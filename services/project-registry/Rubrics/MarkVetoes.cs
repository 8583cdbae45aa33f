using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>Writes into the stored ranking which applications are vetoed, and by which criterion.</summary>
internal static class MarkVetoes
{
    /// <summary>Run after the ranking was written, in its transaction.</summary>
    /// <returns>How many are vetoed.</returns>
    public static async Task<int> RunAsync(Change change, BatchRow batch)
    {
        var criteria = batch.Vetoes;
        if (criteria.Count == 0)
        {
            return 0;
        }

        const string read = """
            select r.application_id, r.points
            from review r join ranking k using (application_id)
            where k.batch_id = @BatchId and r.excluded_at is null
            limit 2000000
            """;
        var sheets = await change.QueryAsync<(Guid Application, short[] Points)>(read, new { batch.BatchId });
        var vetoed = sheets.GroupBy(sheet => sheet.Application, sheet => sheet.Points)
            .Select(application => (Id: application.Key, By: Vetoes.MetBy(criteria, [.. application])))
            .Where(application => application.By.Length > 0)
            .ToList();
        const string mark = """
            update ranking k set vetoed_by = v.criterion_id
            from unnest(@ids, @criteria) as v (application_id, criterion_id)
            where k.batch_id = @BatchId and k.application_id = v.application_id
            """;
        return await change.ExecuteAsync(mark, new
        {
            batch.BatchId,
            ids = vetoed.Select(application => application.Id).ToArray(),
            criteria = vetoed.Select(application => application.By).ToArray(),
        });
    }
}
