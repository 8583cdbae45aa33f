using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>A draft with the content of another version of the same rubric. That of a rubric made for one batch becomes a rubric of its own.</summary>
internal static class CreateRubricVersion
{
    public static Task<RubricVersion> RunAsync(Store store, ServerCallContext call, CreateRubricVersionRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var from = await RubricVersionRow.ReadAsync(change, Guid.Parse(request.RubricVersionId));
            Guid id;
            if (from.OfOneBatch)
            {
                id = await InsertRubric.RunAsync(change, from.Name, ofOneBatch: false, from.Criteria, from.Scale);
            }
            else
            {
                id = change.NewId();
                await InsertRubric.VersionAsync(change, id, from.RubricId, from.RubricVersionId);
                await InsertRubric.ContentAsync(change, id, from.Criteria, from.Scale);
            }

            const string texts = "update rubric_version set guidance_zh = @GuidanceZh, guidance_en = @GuidanceEn, source = @Source where rubric_version_id = @id";
            await change.ExecuteAsync(texts, new { from.GuidanceZh, from.GuidanceEn, from.Source, id });
            change.Audit("rubric.create-version", "rubric-version", id.ToString(), new { basedOn = request.RubricVersionId });
            return (await RubricVersionRow.ReadAsync(change, id)).ToMessage();
        });
}
