using Dapper;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Rubrics;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>A batch as stored, with the rubric version that it uses and its quotas.</summary>
public sealed partial class BatchRow : RubricContent
{
    public Guid BatchId { get; init; }

    public string Name { get; init; } = "";

    public int Year { get; init; }

    public BatchState State { get; init; }

    public int Capacity { get; private set; }

    public int MinimumReviews { get; init; }

    public int NoticeWorkingDays { get; init; }

    public bool Rehearsal { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SelectedAt { get; init; }

    public DateOnly? NoticeFirstDay { get; init; }

    public DateOnly? NoticeLastDay { get; init; }

    /// <summary>The last instant at which applications are handed in or changed; null: while the batch is open.</summary>
    public DateTimeOffset? SubmitUntil { get; init; }

    /// <summary>The last instant at which returned applications are corrected.</summary>
    public DateTimeOffset? CorrectionUntil { get; init; }

    /// <summary>The last instant at which score sheets are filed.</summary>
    public DateTimeOffset? ReviewUntil { get; init; }

    public DateOnly? PlannedNoticeDay { get; init; }

    public bool AnonymousReview { get; init; }

    public int ReviewersPerApplication { get; init; }

    /// <summary>How the official ranking makes one total of an application's sheets.</summary>
    public Normalisation Normalisation { get; init; }

    /// <summary>Whether a sheet needs a justification for each criterion.</summary>
    public bool JustificationRequired { get; init; }

    public long Version { get; init; }

    public int ApplicationCount { get; init; }

    public string RubricName { get; init; } = "";

    public int RubricNumber { get; init; }

    public short[] QuotaKinds { get; private set; } = [];

    public string[] QuotaCodes { get; private set; } = [];

    public int[] QuotaMinima { get; private set; } = [];

    /// <summary>−1: no upper bound.</summary>
    public int[] QuotaMaxima { get; private set; } = [];

    public IReadOnlyList<ClassQuota> Quotas =>
        [.. QuotaCodes.Select((code, i) => new ClassQuota((QuotaKind)QuotaKinds[i], code, QuotaMinima[i], QuotaMaxima[i] < 0 ? null : QuotaMaxima[i]))];

    /// <summary>The same batch as if it had another capacity and other quotas.</summary>
    internal BatchRow With(int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        var copy = (BatchRow)MemberwiseClone();
        copy.Capacity = capacity;
        copy.QuotaKinds = [.. quotas.Select(quota => (short)quota.Class.Kind)];
        copy.QuotaCodes = [.. quotas.Select(quota => quota.Class.Code)];
        copy.QuotaMinima = [.. quotas.Select(quota => quota.Minimum)];
        copy.QuotaMaxima = [.. quotas.Select(quota => quota.Maximum ?? -1)];
        return copy;
    }

    /// <summary>One read for the row and what belongs to it.</summary>
    internal const string Select = $"""
        select b.batch_id, b.name, b.year, b.state, b.capacity, b.minimum_reviews, b.notice_working_days, b.rehearsal, b.created_at,
            b.selected_at, b.notice_first_day, b.notice_last_day, b.version,
            b.submit_until, b.correction_until, b.review_until, b.planned_notice_day, b.anonymous_review, b.reviewers_per_application,
            b.normalisation, b.justification_required,
            (select count(*)::int from application a where a.batch_id = b.batch_id and a.submitted_at is not null) as application_count,
            r.name as rubric_name, v.number as rubric_number, {Columns},
            array(select q.kind from quota q where q.batch_id = b.batch_id order by q.number) as quota_kinds,
            array(select q.industry from quota q where q.batch_id = b.batch_id order by q.number) as quota_codes,
            array(select q.minimum from quota q where q.batch_id = b.batch_id order by q.number) as quota_minima,
            array(select coalesce(q.maximum, -1) from quota q where q.batch_id = b.batch_id order by q.number) as quota_maxima
        from batch b join rubric_version v using (rubric_version_id) join rubric r using (rubric_id)
        """;

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<BatchRow> ReadAsync(NpgsqlConnection connection, Guid batchId, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<BatchRow>(new CommandDefinition($"{Select} where b.batch_id = @batchId", new { batchId }, cancellationToken: cancellation))
        ?? throw BatchErrors.NotFound.ToException();

    /// <summary>
    /// Locks the batch, then reads it: a decision about a batch or its applications always takes this lock first. Read by a
    /// second statement, as the first one's snapshot may be older than the change it waited for.
    /// </summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, or ETAG_MISMATCH where the caller read another version.</exception>
    public static async Task<BatchRow> LockAsync(Change change, Guid batchId, string etag = "")
    {
        await change.ExecuteAsync("select 1 from batch where batch_id = @batchId for update", new { batchId });
        var batch = await ReadAsync(change, batchId);
        Etag.Check(etag, batch.Version);
        return batch;
    }

    /// <summary>As the open transaction sees it.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<BatchRow> ReadAsync(Change change, Guid batchId) =>
        await change.QuerySingleOrDefaultAsync<BatchRow>($"{Select} where b.batch_id = @batchId", new { batchId })
        ?? throw BatchErrors.NotFound.ToException();

    /// <summary>Moves the locked batch to its next state.</summary>
    public async Task MoveAsync(Change change, BatchState to)
    {
        const string sql = "update batch set state = @to, version = version + 1 where batch_id = @BatchId";
        await change.ExecuteAsync(sql, new { to, BatchId });
    }
}
