using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>DRAFT → PUBLISHED: batches may use it.</summary>
internal static class PublishRubricVersion
{
    public static Task<RubricVersion> RunAsync(Store store, ServerCallContext call, RubricVersionStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await RubricVersionRow.LockAsync(change, Guid.Parse(request.RubricVersionId), request.Etag);
            if (row.State != RubricState.Draft)
            {
                throw RubricErrors.WrongState(row.State).ToException();
            }

            RubricRules.CheckComplete(row.Criteria, row.Scale);
            await MoveAsync(change, row.RubricVersionId);
            change.Audit("rubric.publish", "rubric-version", request.RubricVersionId);
            return (await RubricVersionRow.ReadAsync(change, row.RubricVersionId)).ToMessage();
        });

    public static Task MoveAsync(Change change, Guid id)
    {
        const string sql = """
            update rubric_version set state = @published, published_at = @Now, version = version + 1 where rubric_version_id = @id
            """;
        return change.ExecuteAsync(sql, new { published = (short)RubricState.Published, change.Now, id });
    }
}
