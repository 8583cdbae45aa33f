using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>A stored collaboration with its parties and commitments.</summary>
internal sealed record CollaborationRow
{
    public const string Columns = """
        collaboration_id, kind, title, description, project_id, state, terms_text, terms_hash, terms_version, proposer_code,
        consent_deadline, created_at, activated_at, ended_at, end_reason, version
        """;

    public Guid CollaborationId { get; init; }

    public CollaborationKind Kind { get; init; }

    public string Title { get; init; } = "";

    public string Description { get; init; } = "";

    public Guid? ProjectId { get; init; }

    public CollaborationState State { get; init; }

    public string TermsText { get; init; } = "";

    public string TermsHash { get; init; } = "";

    public int TermsVersion { get; init; }

    public string ProposerCode { get; init; } = "";

    public DateOnly ConsentDeadline { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ActivatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string EndReason { get; init; } = "";

    public long Version { get; init; }

    public IReadOnlyList<PartyRow> Parties { get; init; } = [];

    public IReadOnlyList<CommitmentRow> Commitments { get; init; } = [];

    public bool HasParty(string organisationCode) => Parties.Any(party => party.OrganisationCode == organisationCode);

    /// <summary>The collaboration, locked until the change commits.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<CollaborationRow> LockAsync(Change change, Guid id)
    {
        var row = await change.QuerySingleOrDefaultAsync<CollaborationRow>($"select {Columns} from collaboration where collaboration_id = @id for update", new { id })
            ?? throw CollaborationErrors.NotFound.ToException();
        return (await FillAsync(change.Connection, change.Transaction, [row], change.Cancellation))[0];
    }

    /// <summary>As it stands now, inside the change that made it so.</summary>
    public static async Task<CollaborationRow> ReadAsync(Change change, Guid id) =>
        await ReadAsync(change.Connection, change.Transaction, id, change.Cancellation) ?? throw CollaborationErrors.NotFound.ToException();

    public static async Task<CollaborationRow?> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<CollaborationRow>(
            new CommandDefinition($"select {Columns} from collaboration where collaboration_id = @id", new { id }, transaction, cancellationToken: cancellation));
        return row is null ? null : (await FillAsync(connection, transaction, [row], cancellation))[0];
    }

    /// <summary>Adds parties and commitments, for a whole page in two queries.</summary>
    public static async Task<List<CollaborationRow>> FillAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<CollaborationRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.CollaborationId).ToArray();
        var parties = await connection.QueryAsync<PartyRow>(new CommandDefinition(PartyRow.Sql, new { ids }, transaction, cancellationToken: cancellation));
        var commitments = await connection.QueryAsync<CommitmentRow>(new CommandDefinition(CommitmentRow.Sql, new { ids }, transaction, cancellationToken: cancellation));
        var partiesOf = parties.ToLookup(party => party.CollaborationId);
        var commitmentsOf = commitments.ToLookup(commitment => commitment.CollaborationId);
        return [.. rows.Select(row => row with { Parties = [.. partiesOf[row.CollaborationId]], Commitments = [.. commitmentsOf[row.CollaborationId]] })];
    }

    public async Task MoveAsync(Change change, CollaborationState state, string reason = "")
    {
        const string sql = """
            update collaboration
            set state = @state, version = version + 1, end_reason = @reason,
                activated_at = case when @state = 2 then @Now else activated_at end,
                ended_at = case when @state >= 3 then @Now else ended_at end
            where collaboration_id = @CollaborationId
            """;
        await change.ExecuteAsync(sql, new { CollaborationId, state = (short)state, reason, change.Now });
    }

    public Collaboration ToMessage(DateOnly today) => new()
    {
        CollaborationId = CollaborationId.ToString(),
        State = State,
        TermsText = TermsText,
        TermsHash = TermsHash,
        TermsVersion = TermsVersion,
        ProposerCode = ProposerCode,
        ConsentDeadline = CityDays.Text(ConsentDeadline),
        CreateTime = CreatedAt.ToTimestamp(),
        ActivateTime = ActivatedAt?.ToTimestamp(),
        EndTime = EndedAt?.ToTimestamp(),
        EndReason = EndReason,
        Etag = Etag.Of(Version),
        Terms = new Terms
        {
            Kind = Kind,
            Title = Title,
            Description = Description,
            ProjectId = ProjectId?.ToString() ?? "",
            Parties = { Parties.Select(party => party.ToMessage()) },
            Commitments = { Commitments.Select(commitment => commitment.ToMessage(State == CollaborationState.Active ? today : null)) },
        },
    };
}
