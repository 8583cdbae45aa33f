using Dapper;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviewers;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>
/// All that an assignment of one batch is decided from: its applications under review, the pool, declared conflicts and the pairs
/// there are. Reads once; the questions are answered in memory.
/// </summary>
internal sealed class AssignmentBoard
{
    private readonly DateOnly _today;
    private readonly Dictionary<string, ReviewerFacts> _facts;
    private readonly Dictionary<string, ReviewerRow> _reviewers;
    private readonly ILookup<Guid, AssignmentRow> _pairsOf;
    private readonly Dictionary<(Guid, string), bool> _found = [];

    private AssignmentBoard(
        BatchRow batch, IReadOnlyList<BoardApplication> applications, IReadOnlyList<ReviewerRow> reviewers, IReadOnlyList<StandingConflict> conflicts, IReadOnlyList<AssignmentRow> pairs, IReadOnlyList<string> excluded, DateOnly today)
    {
        Excluded = excluded.ToHashSet(StringComparer.Ordinal);
        Batch = batch;
        Applications = applications;
        Reviewers = reviewers;
        Pairs = pairs;
        _today = today;
        _reviewers = reviewers.ToDictionary(reviewer => reviewer.ReviewerId, StringComparer.Ordinal);
        var declared = conflicts.ToLookup(conflict => conflict.ReviewerId, StringComparer.Ordinal);
        _facts = reviewers.ToDictionary(reviewer => reviewer.ReviewerId, reviewer => reviewer.ToFacts(declared[reviewer.ReviewerId]), StringComparer.Ordinal);
        _pairsOf = pairs.ToLookup(pair => pair.ApplicationId);
    }

    public BatchRow Batch { get; }

    /// <summary>Those under review, by id.</summary>
    public IReadOnlyList<BoardApplication> Applications { get; }

    /// <summary>The whole pool, by id.</summary>
    public IReadOnlyList<ReviewerRow> Reviewers { get; }

    /// <summary>Of the applications under review, by application and reviewer.</summary>
    public IReadOnlyList<AssignmentRow> Pairs { get; }

    /// <summary>Reviewers whom an official removed from the batch.</summary>
    public IReadOnlySet<string> Excluded { get; }

    /// <summary>Those who may get an application of the batch at all.</summary>
    public IEnumerable<ReviewerRow> Available => Reviewers.Where(reviewer => reviewer.Active && !Excluded.Contains(reviewer.ReviewerId));

    public int Needed => Batch.ReviewersPerApplication;

    public static async Task<AssignmentBoard> ReadAsync(NpgsqlConnection connection, BatchRow batch, DateTimeOffset now, CancellationToken cancellation)
    {
        const string applications = """
            select application_id, project_name, organisation_code, organisation_name, co_applicant_codes, industry, track,
                project_name || ' ' || summary || ' ' || array_to_string(technology_needs, ' ') as text
            from application where batch_id = @BatchId and submitted_at is not null and state = 4
            order by application_id limit 200000
            """;
        const string reviewers = $"select {ReviewerRow.Columns} from reviewer order by reviewer_id limit 10000";
        const string conflicts = "select reviewer_id, organisation_code, application_id from reviewer_conflict where lifted_at is null order by conflict_id limit 100000";
        const string pairs = $"""
            {AssignmentRow.Select} join application a using (application_id)
            where s.batch_id = @BatchId and a.state = 4
            order by s.application_id, s.reviewer_id limit 1000000
            """;
        const string excluded = "select reviewer_id from reviewer_exclusion where batch_id = @BatchId order by reviewer_id limit 10000";
        return new(
            batch,
            await ListAsync<BoardApplication>(applications),
            await ListAsync<ReviewerRow>(reviewers),
            [.. (await ListAsync<DeclaredRow>(conflicts)).Select(row => new StandingConflict(row.ReviewerId, row.OrganisationCode, row.ApplicationId))],
            await ListAsync<AssignmentRow>(pairs),
            await ListAsync<string>(excluded),
            CityDays.Of(now));

        async Task<List<T>> ListAsync<T>(string sql) =>
            (await connection.QueryAsync<T>(new CommandDefinition(sql, new { batch.BatchId }, cancellationToken: cancellation))).AsList();
    }

    public ReviewerRow? FindReviewer(string reviewerId) => _reviewers.GetValueOrDefault(reviewerId);

    public IEnumerable<AssignmentRow> PairsOf(Guid applicationId) => _pairsOf[applicationId];

    public ConflictKind? ConflictOf(ReviewerRow reviewer, BoardApplication application) =>
        ConflictRules.Find(_facts[reviewer.ReviewerId], application.ToFacts(), _today, CityRules.Current.PastEmployerConflictYears);

    public ExpertiseFit FitOf(ReviewerRow reviewer, BoardApplication application) => ExpertiseFit.Of(
        reviewer.Industries, reviewer.Tracks, reviewer.Keywords, application.Industry, application.Track, keyword => Contains(application, keyword));

    /// <summary>Keywords of many reviewers are alike: each text is searched once for each.</summary>
    private bool Contains(BoardApplication application, string keyword)
    {
        if (!_found.TryGetValue((application.ApplicationId, keyword), out var found))
        {
            _found[(application.ApplicationId, keyword)] = found = application.Text.Contains(keyword, StringComparison.OrdinalIgnoreCase);
        }

        return found;
    }

    private sealed class DeclaredRow
    {
        public string ReviewerId { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public Guid? ApplicationId { get; init; }
    }
}

/// <summary>An application as its reviewers are chosen.</summary>
internal sealed class BoardApplication
{
    public Guid ApplicationId { get; init; }

    public string ProjectName { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string[] CoApplicantCodes { get; init; } = [];

    public string Industry { get; init; } = "";

    public string Track { get; init; } = "";

    public string Text { get; init; } = "";

    public ApplicantFacts ToFacts() => new(ApplicationId, OrganisationCode, CoApplicantCodes);
}
