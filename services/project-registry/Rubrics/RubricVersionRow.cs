using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

/// <summary>A rubric version as stored, with its content.</summary>
public sealed class RubricVersionRow : RubricContent
{
    private const string Select = $"""
        select {Columns}, v.rubric_id, r.name, r.of_one_batch, v.number, v.state, v.guidance_zh, v.guidance_en, v.source, v.based_on_id,
            v.created_at, v.published_at, v.frozen_at, v.version,
            (select count(*)::int from batch b where b.rubric_version_id = v.rubric_version_id) as batch_count
        from rubric_version v join rubric r using (rubric_id)
        where v.rubric_version_id = @id
        """;

    public Guid RubricId { get; init; }

    public string Name { get; init; } = "";

    public bool OfOneBatch { get; init; }

    public int Number { get; init; }

    public RubricState State { get; init; }

    public string GuidanceZh { get; init; } = "";

    public string GuidanceEn { get; init; } = "";

    public string Source { get; init; } = "";

    public Guid? BasedOnId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public DateTimeOffset? FrozenAt { get; init; }

    public long Version { get; init; }

    public int BatchCount { get; init; }

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<RubricVersionRow> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<RubricVersionRow>(new CommandDefinition(Select, new { id }, cancellationToken: cancellation))
        ?? throw RubricErrors.NotFound.ToException();

    /// <summary>As the open transaction sees it.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<RubricVersionRow> ReadAsync(Change change, Guid id) =>
        await change.QuerySingleOrDefaultAsync<RubricVersionRow>(Select, new { id }) ?? throw RubricErrors.NotFound.ToException();

    /// <summary>Locks the version, then reads it.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, or ETAG_MISMATCH where the caller read another version.</exception>
    public static async Task<RubricVersionRow> LockAsync(Change change, Guid id, string etag)
    {
        await change.ExecuteAsync("select 1 from rubric_version where rubric_version_id = @id for update", new { id });
        var row = await ReadAsync(change, id);
        Etag.Check(etag, row.Version);
        return row;
    }

    public RubricVersion ToMessage() => new()
    {
        RubricVersionId = RubricVersionId.ToString(),
        RubricId = RubricId.ToString(),
        Name = Name,
        Number = Number,
        State = State,
        Criteria = { Criteria },
        Scale = Scale,
        GuidanceZh = GuidanceZh,
        GuidanceEn = GuidanceEn,
        Source = Source,
        BasedOnId = BasedOnId?.ToString() ?? "",
        CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
        PublishTime = PublishedAt is { } published ? Timestamp.FromDateTimeOffset(published) : null,
        FreezeTime = FrozenAt is { } frozen ? Timestamp.FromDateTimeOffset(frozen) : null,
        BatchCount = BatchCount,
        OfOneBatch = OfOneBatch,
        Etag = Etag.Of(Version),
    };
}
