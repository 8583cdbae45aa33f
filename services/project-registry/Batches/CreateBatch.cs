using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>Starts a batch as a draft, with the city's rubric and rules where the request leaves them open.</summary>
internal static class CreateBatch
{
    public static Task<Batch> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, CreateBatchRequest request)
    {
        var rules = CityRules.Current;
        var criteria = request.Criteria.Count > 0 ? request.Criteria : Rubric.Default();
        Rubric.Check([.. criteria]);
        var quotas = QuotaMessages.Read(request.Quotas, catalogue);
        var days = request.HasNoticeWorkingDays ? request.NoticeWorkingDays : rules.MinimumNoticeWorkingDays;
        if (days < rules.MinimumNoticeWorkingDays && !request.Rehearsal)
        {
            throw BatchErrors.NoticeTooShort(rules.MinimumNoticeWorkingDays).ToException();
        }

        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = change.NewId();
            await InsertAsync(change, id, request, days, request.MinimumReviews > 0 ? request.MinimumReviews : rules.MinimumReviews);
            await InsertCriteriaAsync(change, id, [.. criteria]);
            await SetQuotas.InsertAsync(change, id, quotas);
            change.Audit("batch.create", "batch", id.ToString(), new { request.Capacity, request.Rehearsal });
            return (await BatchRow.ReadAsync(change, id)).ToMessage();
        });
    }

    private static Task InsertAsync(Change change, Guid id, CreateBatchRequest request, int days, int reviews)
    {
        const string sql = """
            insert into batch (batch_id, name, year, state, capacity, minimum_reviews, notice_working_days, rehearsal, created_at)
            values (@id, @Name, @Year, @state, @Capacity, @reviews, @days, @Rehearsal, @Now)
            """;
        return change.ExecuteAsync(sql, new
        {
            id, request.Name, request.Year, state = (short)BatchState.Draft, request.Capacity, reviews, days, request.Rehearsal, change.Now,
        });
    }

    private static Task InsertCriteriaAsync(Change change, Guid batchId, IReadOnlyList<Criterion> criteria)
    {
        const string sql = """
            insert into criterion (batch_id, number, criterion_id, criterion_group, name_zh, name_en, weight)
            select @batchId, c.number, c.criterion_id, c.criterion_group, c.name_zh, c.name_en, c.weight
            from unnest(@ids, @groups, @namesZh, @namesEn, @weights)
                with ordinality as c (criterion_id, criterion_group, name_zh, name_en, weight, number)
            """;
        return change.ExecuteAsync(sql, new
        {
            batchId,
            ids = criteria.Select(criterion => criterion.CriterionId).ToArray(),
            groups = criteria.Select(criterion => (short)criterion.Group).ToArray(),
            namesZh = criteria.Select(criterion => criterion.NameZh).ToArray(),
            namesEn = criteria.Select(criterion => criterion.NameEn).ToArray(),
            weights = criteria.Select(criterion => criterion.Weight).ToArray(),
        });
    }
}
