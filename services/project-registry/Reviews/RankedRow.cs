using Dapper;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Rubrics;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>A place of the stored ranking.</summary>
public sealed class RankedRow
{
    public int Rank { get; init; }

    public Guid ApplicationId { get; init; }

    public string ProjectName { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Industry { get; init; } = "";

    public string Track { get; init; } = "";

    public string District { get; init; } = "";

    public ApplicationState State { get; init; }

    public int TotalScore { get; init; }

    public int[] CriterionScores { get; init; } = [];

    public int ReviewCount { get; init; }

    public string DecidedBy { get; init; } = "";

    public SelectionOutcome Outcome { get; init; }

    public OutcomeReason OutcomeReason { get; init; }

    /// <summary>Of the class that the reason is about.</summary>
    public QuotaKind OutcomeKind { get; init; }

    /// <summary>The criterion whose veto it met; empty where none.</summary>
    public string VetoedBy { get; init; } = "";

    /// <summary>Stands for the applicant in an anonymous review.</summary>
    public int? ReviewNumber { get; init; }

    public string OrganisationCode { get; init; } = "";

    /// <summary>Whether it still takes part; one that was withdrawn or vetoed keeps its place but takes no seat.</summary>
    public bool IsCandidate => State != ApplicationState.Withdrawn && VetoedBy.Length == 0;

    public Candidate ToCandidate() => new(ApplicationId, Industry, Rank, TotalScore, Track, District);

    /// <summary>In how many of the resamples it makes the list; null where the stability of the present selection was not assessed.</summary>
    public int? StableSelected { get; init; }

    public int? Resamples { get; init; }

    public bool? AtBoundary { get; init; }

    /// <param name="after">The last rank that is left out.</param>
    /// <param name="limit">A batch has as many places as applications, and the import's bound on rows is theirs too.</param>
    public static async Task<IReadOnlyList<RankedRow>> ReadAsync(NpgsqlConnection connection, Guid batchId, CancellationToken cancellation, int after = 0, int limit = 200_000)
    {
        const string sql = """
            select r.rank, r.application_id, a.project_name, a.organisation_name, a.industry, a.track, a.district, a.state,
                r.total_score, r.criterion_scores, r.review_count, r.decided_by, r.outcome, r.outcome_reason, r.outcome_kind, r.vetoed_by,
                p.selected as stable_selected, s.resamples, p.at_boundary,
                a.review_number, a.organisation_code
            from ranking r join application a using (application_id)
            left join stability s on s.batch_id = r.batch_id
                and s.run_id = (select u.run_id from selection_run u where u.batch_id = @batchId and u.kind = 1 and u.superseded_at is null)
            left join stability_place p on p.batch_id = s.batch_id and p.application_id = r.application_id
            where r.batch_id = @batchId and r.rank > @after
            order by r.rank
            limit @limit
            """;
        return (await connection.QueryAsync<RankedRow>(new CommandDefinition(sql, new { batchId, after, limit }, cancellationToken: cancellation))).AsList();
    }

    public RankedApplication ToMessage(BatchRow batch, SelectionOutcome outcome, OutcomeReason reason, QuotaKind kind, Catalogue catalogue, Language language) => new()
    {
        Rank = Rank,
        ApplicationId = ApplicationId.ToString(),
        ProjectName = ProjectName,
        OrganisationName = OrganisationName,
        Industry = Industry,
        Track = Track,
        District = District,
        TotalScore = Points.Exact(TotalScore),
        CriterionScores =
        {
            batch.CriterionIds.Zip(CriterionScores, (id, score) => new CriterionScore { CriterionId = id, Score = Points.Short(score) }),
        },
        ReviewCount = ReviewCount,
        DecidedBy = DecidedBy,
        Outcome = outcome,
        OutcomeReason = VetoedBy.Length > 0 && batch.Criteria.FirstOrDefault(criterion => criterion.CriterionId == VetoedBy && criterion.Veto is not null) is { } veto
            ? Vetoes.Sentence(veto, language)
            : OutcomeSentences.Of(reason, kind, ToCandidate(), batch.Capacity, batch.Quotas, catalogue, language),
        VetoedBy = VetoedBy,
        Probability = StableSelected is { } stable && Resamples is { } resamples ? Points.Exact(((stable * 20_000L) + resamples) / (2L * resamples)) : "",
        AtBoundary = AtBoundary ?? false,
    };
}
