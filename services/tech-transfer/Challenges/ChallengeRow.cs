using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>A challenge as it is stored, without its criteria and milestones.</summary>
internal sealed record ChallengeRow
{
    private const string Columns = """
        c.challenge_id, c.organisation_code, c.organisation_name, c.title, c.industry, c.track, c.problem, c.acceptance, c.eligibility, c.ownership, c.ip_terms,
        c.bounty_cny_fen, c.deadline, c.evaluations_required, c.state, c.round, c.reason, c.submitted_by, c.published_at, c.winner_id, c.award_reason,
        c.award_proposed_by, c.awarded_at, c.version, c.created_at, w.organisation_code as winner_code, w.organisation_name as winner_name,
        w.team_name as winner_team, w.price_cny_fen as winner_price_cny_fen,
        (select count(*)::int from challenge_proposal p where p.challenge_id = c.challenge_id and p.round = c.round and p.state in (2, 4, 5)) as proposal_count,
        array(select e.account_id from challenge_evaluator e where e.challenge_id = c.challenge_id and e.round = c.round order by 1) as evaluators
        """;

    public const string From = $"select {Columns} from challenge c left join challenge_proposal w on w.proposal_id = c.winner_id";

    public Guid ChallengeId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Title { get; init; } = "";

    public string Industry { get; init; } = "";

    public string Track { get; init; } = "";

    public string Problem { get; init; } = "";

    public string Acceptance { get; init; } = "";

    public string Eligibility { get; init; } = "";

    public ResultOwnership Ownership { get; init; }

    public string IpTerms { get; init; } = "";

    public long BountyCnyFen { get; init; }

    public DateTimeOffset Deadline { get; init; }

    public short EvaluationsRequired { get; init; }

    public ChallengeState State { get; init; }

    public int Round { get; init; }

    public string Reason { get; init; } = "";

    public string? SubmittedBy { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public Guid? WinnerId { get; init; }

    public string AwardReason { get; init; } = "";

    public string? AwardProposedBy { get; init; }

    public DateTimeOffset? AwardedAt { get; init; }

    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string? WinnerCode { get; init; }

    public string? WinnerName { get; init; }

    public string? WinnerTeam { get; init; }

    public long? WinnerPriceCnyFen { get; init; }

    public int ProposalCount { get; init; }

    public string[] Evaluators { get; init; } = [];

    /// <summary>Locked, as the caller may see it.</summary>
    /// <exception cref="FailedException">NOT_FOUND, ETAG_MISMATCH.</exception>
    public static async Task<ChallengeRow> LockAsync(Change change, string challengeId, string etag = "")
    {
        var row = Guid.TryParse(challengeId, out var id)
            ? await change.QuerySingleOrDefaultAsync<ChallengeRow>($"{From} where c.challenge_id = @id for no key update of c", new { id })
            : null;
        if (row?.IsSeenBy(change.Caller) != true)
        {
            throw ChallengeErrors.NotFound.ToException();
        }

        Etag.Check(etag, row.Version);
        return row;
    }

    /// <summary>Locked, for a step by its publisher.</summary>
    /// <exception cref="FailedException">NOT_FOUND, OTHER_ORGANISATION, ETAG_MISMATCH.</exception>
    public static async Task<ChallengeRow> LockOwnAsync(Change change, string challengeId, string etag)
    {
        var row = await LockAsync(change, challengeId, etag);
        return row.IsOwn(change.Caller) ? row : throw CommonErrors.OtherOrganisation.ToException();
    }

    public bool IsOwn(Caller caller) => OrganisationCode == caller.OrganisationCode;

    /// <summary>Published ones are seen by all, the rest by the firm and, once submitted, by officials.</summary>
    public bool IsSeenBy(Caller caller) => IsOwn(caller) || PublishedAt is not null || (caller.Is(Roles.Official) && State != ChallengeState.Draft);

    /// <exception cref="FailedException">WRONG_STATE.</exception>
    public ChallengeState Next(ChallengeStep step) => ChallengeStates.Next(State, step, Round) ?? throw ChallengeErrors.WrongState(State).ToException();

    public Challenge ToMessage(Caller caller)
    {
        var side = IsOwn(caller) || caller.Is(Roles.Official);
        var awarded = AwardedAt is not null && State is ChallengeState.Awarded or ChallengeState.Completed or ChallengeState.Failed;
        var message = new Challenge
        {
            ChallengeId = ChallengeId.ToString(),
            OrganisationCode = OrganisationCode,
            OrganisationName = OrganisationName,
            State = State,
            Round = Round,
            Content = new ChallengeContent
            {
                Title = Title, Industry = Industry, Track = Track, Problem = Problem, Acceptance = Acceptance, Eligibility = Eligibility, Ownership = Ownership,
                IpTerms = IpTerms, BountyCnyFen = BountyCnyFen, Deadline = Deadline.ToTimestamp(), EvaluationsRequired = EvaluationsRequired,
            },
            Reason = side || State is ChallengeState.Failed or ChallengeState.Withdrawn ? Reason : "",
            PublishTime = PublishedAt?.ToTimestamp(),
            ProposalCount = side || awarded ? ProposalCount : 0,
            EvaluatorIds = { caller.Is(Roles.Official) ? Evaluators : [] },
            EvaluatedByCaller = Evaluators.Contains(caller.Subject, StringComparer.Ordinal),
            CreateTime = CreatedAt.ToTimestamp(),
            Etag = Etag.Of(Version),
        };
        if (WinnerId is not null && (side || awarded))
        {
            message.WinnerProposalId = WinnerId.Value.ToString();
            message.WinnerCode = WinnerCode;
            message.WinnerName = WinnerName;
            message.WinnerTeam = WinnerTeam;
            message.WinnerPriceCnyFen = WinnerPriceCnyFen ?? 0;
            message.AwardReason = AwardReason;
            message.AwardTime = AwardedAt?.ToTimestamp();
        }

        return message;
    }
}
