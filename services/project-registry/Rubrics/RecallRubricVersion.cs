using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>PUBLISHED → DRAFT, while no batch uses it.</summary>
internal static class RecallRubricVersion
{
    public static Task<RubricVersion> RunAsync(Store store, ServerCallContext call, RubricVersionStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await RubricVersionRow.LockAsync(change, Guid.Parse(request.RubricVersionId), request.Etag);
            if (row.State != RubricState.Published)
            {
                throw (row.State == RubricState.Frozen ? RubricErrors.Frozen : RubricErrors.WrongState(row.State)).ToException();
            }

            await MoveAsync(change, row.RubricVersionId);
            change.Audit("rubric.recall", "rubric-version", request.RubricVersionId);
            return (await RubricVersionRow.ReadAsync(change, row.RubricVersionId)).ToMessage();
        });

    private static async Task MoveAsync(Change change, Guid id)
    {
        const string sql = "update rubric_version set state = @draft, published_at = null, version = version + 1 where rubric_version_id = @id";
        try
        {
            await change.ExecuteAsync(sql, new { draft = (short)RubricState.Draft, id });
        }
        catch (PostgresException exception) when (exception.Violates("rubric_version_in_use"))
        {
            throw RubricErrors.InUse.ToException();
        }
        catch (PostgresException exception) when (exception.Violates("rubric_version_one_draft"))
        {
            throw RubricErrors.DraftExists.ToException();
        }
    }
}
