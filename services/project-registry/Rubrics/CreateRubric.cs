using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>A new rubric whose version 1 is a draft.</summary>
internal static class CreateRubric
{
    public static Task<RubricVersion> RunAsync(Store store, ServerCallContext call, CreateRubricRequest request)
    {
        var scale = new Scale { Maximum = 100 };
        RubricRules.CheckDraft(request.Criteria, scale);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = await InsertRubric.RunAsync(change, request.Name.Trim(), ofOneBatch: false, request.Criteria, scale);
            change.Audit("rubric.create", "rubric-version", id.ToString());
            return (await RubricVersionRow.ReadAsync(change, id)).ToMessage();
        });
    }
}
