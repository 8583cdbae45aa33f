using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>Which rubric version a batch is scored by.</summary>
internal static class RubricOfBatch
{
    /// <summary>
    /// The version that a new batch names; a rubric of its own where it brings criteria; else the newest published version of
    /// the city's first rubric.
    /// </summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, WRONG_STATE.</exception>
    public static async Task<Guid> ForNewAsync(Change change, CreateBatchRequest request)
    {
        if (request.Criteria.Count > 0)
        {
            var own = await InsertRubric.RunAsync(change, request.Name, ofOneBatch: true, request.Criteria, new Scale { Maximum = 100 });
            await PublishRubricVersion.MoveAsync(change, own);
            return own;
        }

        return await PublishedAsync(change, Ids.Optional(request.RubricVersionId, "rubric_version_id") ?? await DefaultAsync(change));
    }

    /// <summary>The same id where batches may use it; locked, so that nobody takes it back to a draft before the commit.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, WRONG_STATE.</exception>
    public static async Task<Guid> PublishedAsync(Change change, Guid id)
    {
        await change.ExecuteAsync("select 1 from rubric_version where rubric_version_id = @id for no key update", new { id });
        var row = await RubricVersionRow.ReadAsync(change, id);
        return row.State == RubricState.Draft ? throw RubricErrors.NotPublished.ToException() : id;
    }

    /// <summary>From now on the version that the batch uses stays as it is. The schema would do the same.</summary>
    public static Task FreezeAsync(Change change, BatchRow batch)
    {
        const string sql = """
            update rubric_version set state = @frozen, frozen_at = @Now, version = version + 1
            where rubric_version_id = @RubricVersionId and state = @published
            """;
        return change.ExecuteAsync(sql, new { frozen = (short)RubricState.Frozen, published = (short)RubricState.Published, change.Now, batch.RubricVersionId });
    }

    private static async Task<Guid> DefaultAsync(Change change)
    {
        const string sql = """
            select v.rubric_version_id
            from rubric_version v
            where v.state >= @published and v.rubric_id = (select r.rubric_id from rubric r where not r.of_one_batch order by r.created_at, r.rubric_id limit 1)
            order by v.number desc
            limit 1
            """;
        return await change.QuerySingleOrDefaultAsync<Guid?>(sql, new { published = (short)RubricState.Published }) ?? throw RubricErrors.NotFound.ToException();
    }
}
