using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>Changes a draft; what is published or frozen stays as it is.</summary>
internal static class UpdateRubricVersion
{
    private static readonly IReadOnlyList<string> Changeable = ["criteria", "scale", "guidance_zh", "guidance_en", "source"];
    private static readonly FieldMask.MergeOptions Replace = new() { ReplaceRepeatedFields = true, ReplacePrimitiveFields = true, ReplaceMessageFields = true };

    public static Task<RubricVersion> RunAsync(Store store, ServerCallContext call, UpdateRubricVersionRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var wanted = request.RubricVersion;
            var id = Ids.Optional(wanted.RubricVersionId, "rubric_version.rubric_version_id") ?? throw RubricErrors.NotFound.ToException();
            var row = await RubricVersionRow.LockAsync(change, id, wanted.Etag);
            if (row.State != RubricState.Draft)
            {
                throw (row.State == RubricState.Frozen ? RubricErrors.Frozen : RubricErrors.Published).ToException();
            }

            var merged = Merge(row.ToMessage(), wanted, request.UpdateMask);
            RubricRules.CheckDraft(merged.Criteria, merged.Scale);
            await InsertRubric.ContentAsync(change, id, merged.Criteria, merged.Scale);
            const string texts = """
                update rubric_version set guidance_zh = @GuidanceZh, guidance_en = @GuidanceEn, source = @Source, version = version + 1
                where rubric_version_id = @id
                """;
            await change.ExecuteAsync(texts, new { merged.GuidanceZh, merged.GuidanceEn, merged.Source, id });
            change.Audit("rubric.update", "rubric-version", id.ToString());
            return (await RubricVersionRow.ReadAsync(change, id)).ToMessage();
        });

    private static RubricVersion Merge(RubricVersion stored, RubricVersion wanted, FieldMask? mask)
    {
        var paths = mask is { Paths.Count: > 0 } ? mask.Paths : [.. Changeable];
        if (paths.FirstOrDefault(path => !Changeable.Contains(path)) is { } unknown)
        {
            throw RubricErrors.MaskUnknown(unknown).ToException();
        }

        var merged = stored.Clone();
        new FieldMask { Paths = { paths } }.Merge(wanted, merged, Replace);
        merged.Scale ??= stored.Scale;
        return merged;
    }
}
