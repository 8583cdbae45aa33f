using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

/// <summary>A claim as stored, with the policy it claims by.</summary>
internal sealed class ClaimRow
{
    internal const string Select = """
        select c.claim_id, c.organisation_code, coalesce(o.name, '') as organisation_name, c.policy_code, c.version, c.year, c.project_id, c.state, c.claimed_cny_fen,
            c.granted_cny_fen, c.reason, c.payment_reference, c.snapshot::text as snapshot, c.created_at, c.decided_at, c.paid_at, c.row_version, v.content::text as content
        from policy_claim c
        join policy_version v on v.policy_code = c.policy_code and v.version = c.version
        left join organisation o on o.organisation_code = c.organisation_code
        """;

    private const string EvidenceSql = "select claim_id, number, item, description, file_id, added_at from claim_evidence where claim_id = any(@ids) order by claim_id, number limit 10000";

    public Guid ClaimId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string PolicyCode { get; init; } = "";

    public int Version { get; init; }

    public int Year { get; init; }

    public Guid ProjectId { get; init; }

    public ClaimState State { get; init; }

    public long ClaimedCnyFen { get; init; }

    public long? GrantedCnyFen { get; init; }

    public string Reason { get; init; } = "";

    public string PaymentReference { get; init; } = "";

    public string Snapshot { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public long RowVersion { get; init; }

    public string Content { get; init; } = "";

    public IReadOnlyList<EvidenceRow> Evidence { get; private set; } = [];

    public Policy Policy => PolicyBook.Compile(Content).Policy;

    /// <summary>Required documents that nothing was brought for.</summary>
    public IReadOnlyList<EvidenceItem> MissingEvidence => [.. Policy.Evidence.Where((item, i) => item.Required && Evidence.All(one => one.Item != i))];

    /// <summary>Locks the claim, then reads it with its evidence.</summary>
    /// <param name="onlyOf">To any other organisation it does not exist; null: an official asks.</param>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, or ETAG_MISMATCH.</exception>
    public static async Task<ClaimRow> LockAsync(Change change, Guid claimId, string etag, string? onlyOf = null)
    {
        await change.ExecuteAsync("select 1 from policy_claim where claim_id = @claimId for update", new { claimId });
        var claim = await ReadAsync(change, claimId);
        if (onlyOf is not null && claim.OrganisationCode != onlyOf)
        {
            throw ClaimErrors.NotFound.ToException();
        }

        Etag.Check(etag, claim.RowVersion);
        return claim;
    }

    public static async Task<ClaimRow> ReadAsync(Change change, Guid claimId)
    {
        var claim = await change.QuerySingleOrDefaultAsync<ClaimRow>($"{Select} where c.claim_id = @claimId", new { claimId }) ?? throw ClaimErrors.NotFound.ToException();
        claim.Evidence = await change.QueryAsync<EvidenceRow>(EvidenceSql, new { ids = new[] { claimId } });
        return claim;
    }

    public static async Task FillAsync(NpgsqlConnection connection, IReadOnlyList<ClaimRow> claims, CancellationToken cancellation)
    {
        var evidence = (await connection.QueryAsync<EvidenceRow>(new CommandDefinition(
            EvidenceSql, new { ids = claims.Select(claim => claim.ClaimId).ToArray() }, cancellationToken: cancellation))).ToLookup(one => one.ClaimId);
        foreach (var claim in claims)
        {
            claim.Evidence = [.. evidence[claim.ClaimId]];
        }
    }

    public PolicyClaim ToMessage(bool english, bool whole = true)
    {
        var policy = Policy;
        var message = new PolicyClaim
        {
            ClaimId = ClaimId.ToString(),
            OrganisationCode = OrganisationCode,
            OrganisationName = OrganisationName,
            PolicyCode = PolicyCode,
            Version = Version,
            TitleZh = policy.TitleZh,
            TitleEn = policy.TitleEn,
            Year = Year,
            ProjectId = ProjectId == Guid.Empty ? "" : ProjectId.ToString(),
            State = State,
            ClaimedCnyFen = ClaimedCnyFen,
            Reason = Reason,
            PaymentReference = PaymentReference,
            Evidence = { Evidence.Select(one => one.ToMessage()) },
            MissingEvidence = { MissingEvidence.Select(item => english ? item.NameEn : item.NameZh) },
            CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
            DecideTime = DecidedAt is { } decided ? Timestamp.FromDateTimeOffset(decided) : null,
            PayTime = PaidAt is { } paid ? Timestamp.FromDateTimeOffset(paid) : null,
            Etag = Etag.Of(RowVersion),
        };
        if (GrantedCnyFen is { } granted)
        {
            message.GrantedCnyFen = granted;
        }

        if (whole)
        {
            Claims.Snapshot.Parse(Snapshot).AddTo(message, english);
        }

        return message;
    }

    internal sealed class EvidenceRow
    {
        public Guid ClaimId { get; init; }

        public int Number { get; init; }

        public short Item { get; init; }

        public string Description { get; init; } = "";

        public Guid? FileId { get; init; }

        public DateTimeOffset AddedAt { get; init; }

        public ClaimEvidence ToMessage() => new()
        {
            Item = Item, Description = Description, FileId = FileId?.ToString() ?? "", AddTime = Timestamp.FromDateTimeOffset(AddedAt),
        };
    }
}
