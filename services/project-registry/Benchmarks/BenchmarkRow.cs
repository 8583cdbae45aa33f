using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Benchmarks;

/// <summary>A nomination as stored, with the firm as its assessment knows it.</summary>
internal sealed class BenchmarkRow
{
    public const string Select = """
        select b.benchmark_id, b.assessment_id, b.organisation_code, a.organisation_name, a.industry, a.level, b.title, b.case_text, b.state,
            b.nominated_at, b.published_at, b.nominated_by, b.version
        from benchmark_firm b join assessment a using (assessment_id)
        """;

    public Guid BenchmarkId { get; init; }

    public Guid AssessmentId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Industry { get; init; } = "";

    public short Level { get; init; }

    public string Title { get; init; } = "";

    public string CaseText { get; init; } = "";

    public BenchmarkState State { get; init; }

    public DateTimeOffset NominatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public string NominatedBy { get; init; } = "";

    public long Version { get; init; }

    public static async Task<BenchmarkRow> ReadAsync(Change change, Guid id) =>
        (await change.QuerySingleOrDefaultAsync<BenchmarkRow>($"{Select} where b.benchmark_id = @id", new { id }))!;

    /// <summary>Locks what the caller may change: officials any, a firm its own.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH.</exception>
    public static async Task<BenchmarkRow> LockAsync(Change change, string benchmarkId, string etag, bool asFirm)
    {
        var id = Guid.Parse(benchmarkId);
        var row = await change.QuerySingleOrDefaultAsync<BenchmarkRow>($"{Select} where b.benchmark_id = @id for update of b", new { id });
        if (row is null || !((!asFirm && change.Caller.Is(Roles.Official)) || row.OrganisationCode == change.Caller.OrganisationCode))
        {
            throw BenchmarkErrors.NotFound.ToException();
        }

        Etag.Check(etag, row.Version);
        return row;
    }

    public Task MoveAsync(Change change, BenchmarkState to)
    {
        const string sql = """
            update benchmark_firm set state = @to, version = version + 1, published_at = case when @published then @Now else published_at end
            where benchmark_id = @BenchmarkId
            """;
        return change.ExecuteAsync(sql, new { to = (short)to, published = to == BenchmarkState.Published, change.Now, BenchmarkId });
    }

    public Benchmark ToMessage() => new()
    {
        BenchmarkId = BenchmarkId.ToString(),
        AssessmentId = AssessmentId.ToString(),
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Industry = Industry,
        Level = Level,
        Title = Title,
        CaseText = CaseText,
        State = State,
        NominateTime = Timestamp.FromDateTimeOffset(NominatedAt),
        PublishTime = PublishedAt is { } published ? Timestamp.FromDateTimeOffset(published) : null,
        Etag = Etag.Of(Version),
    };
}
