using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>By name, with the versions of each; drafts for officials only.</summary>
internal static class ListRubrics
{
    private const string Query = "ListRubrics";

    private const string Sql = """
        select r.rubric_id, r.name, v.rubric_version_id, v.number, v.state, v.created_at, v.published_at, v.frozen_at, v.version,
            (select count(*)::int from batch b where b.rubric_version_id = v.rubric_version_id) as batch_count
        from (
            select rubric_id, name from rubric
            where not of_one_batch and (@name::text is null or (name, rubric_id) > (@name, @id))
            order by name, rubric_id
            limit @limit
        ) r
        left join rubric_version v on v.rubric_id = r.rubric_id and (v.state > 1 or @drafts)
        order by r.name, r.rubric_id, v.number desc
        limit 20000
        """;

    public static async Task<ListRubricsResponse> RunAsync(Store store, ServerCallContext call, ListRubricsRequest request)
    {
        var size = PageSize.Of(request.PageSize);
        var keys = PageToken.Decode(request.PageToken, Query, keyCount: 2);
        var parameters = new { name = keys?[0], id = PageKeys.Id(keys, 1), limit = size + 1, drafts = Caller.Of(call).Is(Roles.Official) };
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql, parameters, cancellationToken: call.CancellationToken));
        List<IGrouping<Guid, Row>> rubrics = [.. rows.GroupBy(row => row.RubricId)];
        var response = new ListRubricsResponse { Rubrics = { rubrics.Take(size).Select(ToMessage) } };
        if (rubrics.Count > size)
        {
            var last = rubrics[size - 1].First();
            response.NextPageToken = PageToken.Encode(Query, last.Name, last.RubricId.ToString());
        }

        return response;
    }

    private static Rubric ToMessage(IGrouping<Guid, Row> versions) => new()
    {
        RubricId = versions.Key.ToString(),
        Name = versions.First().Name,
        Versions = { versions.Where(row => row.RubricVersionId is not null).Select(row => row.ToMessage()) },
    };

    private sealed class Row
    {
        public Guid RubricId { get; init; }

        public string Name { get; init; } = "";

        public Guid? RubricVersionId { get; init; }

        public int Number { get; init; }

        public RubricState State { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? PublishedAt { get; init; }

        public DateTimeOffset? FrozenAt { get; init; }

        public long Version { get; init; }

        public int BatchCount { get; init; }

        public RubricVersion ToMessage() => new()
        {
            RubricVersionId = RubricVersionId.ToString(),
            RubricId = RubricId.ToString(),
            Name = Name,
            Number = Number,
            State = State,
            CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
            PublishTime = PublishedAt is { } published ? Timestamp.FromDateTimeOffset(published) : null,
            FreezeTime = FrozenAt is { } frozen ? Timestamp.FromDateTimeOffset(frozen) : null,
            BatchCount = BatchCount,
            Etag = Etag.Of(Version),
        };
    }
}
