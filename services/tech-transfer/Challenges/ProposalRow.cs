using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>A proposal as it is stored, with what decides who may read it.</summary>
internal sealed record ProposalRow
{
    public const string From = """
        select p.proposal_id, p.challenge_id, p.round, p.organisation_code, p.organisation_name, p.team_name, p.members, p.approach, p.plan, p.price_cny_fen,
            p.months, p.state, p.submitted_at, p.version, p.created_at, c.organisation_code as publisher_code, c.state as challenge_state, c.round as challenge_round,
            array(select e.account_id from challenge_evaluator e
                  where e.challenge_id = p.challenge_id and e.round = p.round
                    and not exists (select from challenge_conflict x where x.proposal_id = p.proposal_id and x.account_id = e.account_id)) as evaluators
        from challenge_proposal p
        join challenge c on c.challenge_id = p.challenge_id
        """;

    public Guid ProposalId { get; init; }

    public Guid ChallengeId { get; init; }

    public int Round { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string TeamName { get; init; } = "";

    /// <summary>JSON, a list of <see cref="TeamMember"/>.</summary>
    public string Members { get; init; } = "[]";

    public string Approach { get; init; } = "";

    public string Plan { get; init; } = "";

    public long PriceCnyFen { get; init; }

    public short Months { get; init; }

    public ProposalState State { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string PublisherCode { get; init; } = "";

    public ChallengeState ChallengeState { get; init; }

    public int ChallengeRound { get; init; }

    /// <summary>Accounts that evaluate it: assigned, and without a declared conflict.</summary>
    public string[] Evaluators { get; init; } = [];

    public static Task<ProposalRow?> FindAsync(Change change, string proposalId) => Guid.TryParse(proposalId, out var id)
        ? change.QuerySingleOrDefaultAsync<ProposalRow>($"{From} where p.proposal_id = @id", new { id })
        : Task.FromResult<ProposalRow?>(null);

    /// <summary>The caller's own, locked after its challenge, so that submitting and opening follow each other.</summary>
    /// <exception cref="FailedException">NOT_FOUND, ETAG_MISMATCH.</exception>
    public static async Task<ProposalRow> LockOwnAsync(Change change, string proposalId, string etag)
    {
        var found = await FindAsync(change, proposalId);
        if (found?.IsOwn(change.Caller) != true)
        {
            throw ChallengeErrors.ProposalNotFound.ToException();
        }

        await change.ExecuteAsync("select from challenge where challenge_id = @ChallengeId for share", new { found.ChallengeId });
        await change.ExecuteAsync("select from challenge_proposal where proposal_id = @ProposalId for no key update", new { found.ProposalId });
        var row = (await FindAsync(change, proposalId))!;
        Etag.Check(etag, row.Version);
        return row;
    }

    /// <summary>Of the caller's university; an expert who works there is none of its team.</summary>
    public bool IsOwn(Caller caller) => OrganisationCode == caller.OrganisationCode && caller.Is(Roles.University);

    /// <summary>Whether it was opened, with the round it belongs to.</summary>
    public bool IsOpened => State is not (ProposalState.Draft or ProposalState.Withdrawn)
        && (Round < ChallengeRound || ChallengeStates.IsOpened(ChallengeState));

    /// <summary>Publisher and officials: they know that there are proposals, and read them once opened.</summary>
    public bool IsSide(Caller caller) => (PublisherCode == caller.OrganisationCode && caller.Is(Roles.Enterprise)) || caller.Is(Roles.Official);

    /// <summary>The own university always; publisher, officials and evaluators once opened.</summary>
    public bool IsReadBy(Caller caller) => IsOwn(caller) || (IsOpened && (IsSide(caller) || IsEvaluatedBy(caller)));

    /// <summary>Assigned, without a declared conflict, and of another organisation than team and publisher.</summary>
    public bool IsEvaluatedBy(Caller caller) => caller.Is(Roles.Reviewer) && !HasTies(caller) && IsAssigned(caller);

    /// <summary>Of the team's or the publisher's organisation.</summary>
    public bool HasTies(Caller caller) => caller.OrganisationCode == OrganisationCode || caller.OrganisationCode == PublisherCode;

    public bool IsAssigned(Caller caller) => Evaluators.Contains(caller.Subject, StringComparer.Ordinal);

    public ChallengeProposal ToMessage() => new()
    {
        ProposalId = ProposalId.ToString(),
        ChallengeId = ChallengeId.ToString(),
        Round = Round,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        State = State,
        Content = new ProposalContent
        {
            TeamName = TeamName, Members = { ProtoJson.ReadField<ProposalContent>("members", Members).Members }, Approach = Approach, Plan = Plan,
            PriceCnyFen = PriceCnyFen, Months = Months,
        },
        SubmitTime = SubmittedAt?.ToTimestamp(),
        CreateTime = CreatedAt.ToTimestamp(),
        Etag = Etag.Of(Version),
    };
}
