using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>How a decision about an application locks its batch: shared where the batch must only stay as it is.</summary>
internal enum LockOfBatch
{
    Share,
    Update,
}

/// <summary>An application as stored.</summary>
public sealed partial class ApplicationRow
{
    public Guid ApplicationId { get; init; }

    public Guid BatchId { get; init; }

    public string ProjectName { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Industry { get; init; } = "";

    public string Track { get; init; } = "";

    public long TotalInvestmentCnyFen { get; init; }

    public long RdInvestmentCnyFen { get; init; }

    public int EquipmentLocalisationBp { get; init; }

    public bool OnIndustrialInternet { get; init; }

    public string Summary { get; init; } = "";

    public string[] TalentNeedTitles { get; init; } = [];

    public int[] TalentNeedHeadcounts { get; init; } = [];

    public string[] TechnologyNeeds { get; init; } = [];

    public string ContactName { get; init; } = "";

    public string ContactPhone { get; init; } = "";

    public ApplicationState State { get; init; }

    public string DecisionReason { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public long Version { get; init; }

    public string District { get; init; } = "";

    /// <summary>Credit codes of the organisations that apply together with the applicant.</summary>
    public string[] CoApplicantCodes { get; init; } = [];

    /// <summary>Stands for the applicant where the review is anonymous; null before assignments are published.</summary>
    public int? ReviewNumber { get; init; }

    /// <summary>Whether the batch is reviewed anonymously.</summary>
    public bool AnonymousReview { get; init; }

    /// <summary>Accounts to whom it is assigned, by a published assignment.</summary>
    public string[] ReviewerIds { get; init; } = [];

    public bool FromFile { get; init; }

    /// <summary>ApplicationSections as JSON; null in lists.</summary>
    public string? Sections { get; init; }

    /// <summary>What the firm has changed since the return, as Application in JSON.</summary>
    public string? Correction { get; init; }

    /// <summary>ApplicationReturn as JSON, of one in RETURNED.</summary>
    public string? CurrentReturn { get; init; }

    /// <summary>Of one in RETURNED: the last instant of its correction.</summary>
    public DateTimeOffset CorrectionDeadline => ProtoJson.Read<ApplicationReturn>(CurrentReturn)?.DeadlineTime.ToDateTimeOffset() ?? DateTimeOffset.MinValue;

    internal const string Columns = """
        application_id, batch_id, project_name, organisation_code, organisation_name, industry, track, total_investment_cny_fen,
        rd_investment_cny_fen, equipment_localisation_bp, on_industrial_internet, summary, talent_need_titles, talent_need_headcounts,
        technology_needs, contact_name, contact_phone, state, decision_reason, created_at, submitted_at, version, district,
        co_applicant_codes, review_number,
        (select b.anonymous_review from batch b where b.batch_id = application.batch_id) as anonymous_review,
        array(select s.reviewer_id from assignment s where s.application_id = application.application_id and s.state = 2) as reviewer_ids,
        from_file, sections::text, correction::text,
        case when state = 11 then (
            select r.content::text from application_return r where r.application_id = application.application_id order by r.number desc limit 1
        ) end as current_return
        """;

    /// <summary>What lists show.</summary>
    internal const string ListColumns = """
        application_id, batch_id, project_name, organisation_code, organisation_name, industry, track, total_investment_cny_fen,
        rd_investment_cny_fen, equipment_localisation_bp, on_industrial_internet, summary, talent_need_titles, talent_need_headcounts,
        technology_needs, contact_name, contact_phone, state, decision_reason, created_at, submitted_at, version, district,
        co_applicant_codes, review_number,
        (select b.anonymous_review from batch b where b.batch_id = application.batch_id) as anonymous_review,
        array(select s.reviewer_id from assignment s where s.application_id = application.application_id and s.state = 2) as reviewer_ids,
        from_file
        """;

    /// <summary>Locks the batch, then the application, in this order everywhere, so that no two changes wait for each other.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    internal static async Task<(BatchState Batch, ApplicationRow Application)> LockAsync(Change change, Guid applicationId, LockOfBatch lockOfBatch)
    {
        const string ofApplication = "(select batch_id from application where application_id = @applicationId)";
        const string share = $"select state from batch where batch_id = {ofApplication} for share";
        const string update = $"select state from batch where batch_id = {ofApplication} for update";
        var batch = await change.QuerySingleOrDefaultAsync<short?>(lockOfBatch == LockOfBatch.Share ? share : update, new { applicationId })
            ?? throw ApplicationErrors.NotFound.ToException();
        const string application = $"select {Columns} from application where application_id = @applicationId for update";
        return ((BatchState)batch, (await change.QuerySingleOrDefaultAsync<ApplicationRow>(application, new { applicationId }))!);
    }

    /// <summary>Locks an application that the caller may change, at the version that the caller read.</summary>
    /// <param name="sight">In which part the caller acts: as the firm, or as an official.</param>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH.</exception>
    internal static async Task<(BatchState Batch, ApplicationRow Application)> LockSeenAsync(
        Change change, Sight sight, string applicationId, string etag, LockOfBatch lockOfBatch = LockOfBatch.Share)
    {
        var locked = await LockAsync(change, Guid.Parse(applicationId), lockOfBatch);
        if (!sight.Sees(locked.Application))
        {
            throw ApplicationErrors.NotFound.ToException();
        }

        Etag.Check(etag, locked.Application.Version);
        return locked;
    }

    internal static async Task<ApplicationRow> ReadAsync(Change change, Guid applicationId) =>
        (await change.QuerySingleOrDefaultAsync<ApplicationRow>($"select {Columns} from application where application_id = @applicationId", new { applicationId }))!;

    /// <summary>Moves the locked application to its next state.</summary>
    /// <param name="submitted">Whether the move is the submission.</param>
    /// <param name="reason">Of a failed formal check.</param>
    internal Task MoveAsync(Change change, ApplicationState to, bool submitted = false, string reason = "")
    {
        const string sql = """
            update application set state = @to, version = version + 1, decision_reason = @reason, correction = null,
                submitted_at = case when @submitted then @Now else submitted_at end
            where application_id = @ApplicationId
            """;
        return change.ExecuteAsync(sql, new { to = (short)to, reason, submitted, change.Now, ApplicationId });
    }

    /// <summary>Moves every application of the locked batch that is in a state; the number moved.</summary>
    internal static Task<int> MoveAllAsync(Change change, Guid batchId, ApplicationState from, ApplicationStep step)
    {
        const string sql = """
            update application set state = @to, version = version + 1
            where batch_id = @batchId and submitted_at is not null and state = @from
            """;
        return change.ExecuteAsync(sql, new { batchId, from = (short)from, to = (short)ApplicationSteps.Take(from, step) });
    }
}
