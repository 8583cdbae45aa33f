using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>A negotiation with its present contract, as stored, and the names that stand beside it.</summary>
internal sealed record NegotiationRow
{
    public const string Select = """
        select g.negotiation_id, g.listing_id, l.title as listing_title, g.need_id, g.organisation_code, coalesce(f.name, d.organisation_name, '') as organisation_name,
            g.owner_code, l.owner_name, coalesce(nullif(g.project_id, ''), d.pool_project_id::text, '') as project_id, g.collaboration_id, g.state, g.version, g.created_at,
            g.stage, g.form, g.intent, g.due_at, g.ending, g.ended_by, g.end_reason,
            array(select p.organisation_code from collaboration_party p where p.collaboration_id = g.collaboration_id limit 50) as party_codes,
            a.agreement_id, a.kind, a.amount_cny_fen, a.terms, a.terms_hash, a.state as agreement_state, a.enterprise_signed_at, a.owner_signed_at
        from negotiation g
        join listing l on l.listing_id = g.listing_id
        left join agreement a on a.negotiation_id = g.negotiation_id
        left join organisation f on f.organisation_code = g.organisation_code
        left join technology_need d on d.need_id = g.need_id
        """;

    public Guid NegotiationId { get; init; }

    public Guid ListingId { get; init; }

    public string ListingTitle { get; init; } = "";

    public Guid? NeedId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string OwnerCode { get; init; } = "";

    public string OwnerName { get; init; } = "";

    public string ProjectId { get; init; } = "";

    public string CollaborationId { get; init; } = "";

    public NegotiationState State { get; init; }

    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public NegotiationStage Stage { get; init; }

    public TransferForm Form { get; init; }

    public string Intent { get; init; } = "";

    public DateTimeOffset? DueAt { get; init; }

    public NegotiationEnding Ending { get; init; }

    public string EndedBy { get; init; } = "";

    public string EndReason { get; init; } = "";

    /// <summary>Of the collaboration that it is bound to.</summary>
    public string[] PartyCodes { get; init; } = [];

    public Guid? AgreementId { get; init; }

    public short Kind { get; init; }

    public long AmountCnyFen { get; init; }

    public string Terms { get; init; } = "";

    public string TermsHash { get; init; } = "";

    public short AgreementState { get; init; }

    public DateTimeOffset? EnterpriseSignedAt { get; init; }

    public DateTimeOffset? OwnerSignedAt { get; init; }

    public bool IsSide(Caller caller) => caller.OrganisationCode.Length > 0 && (OrganisationCode == caller.OrganisationCode || OwnerCode == caller.OrganisationCode);

    public bool IsSeenBy(Caller caller) => IsSide(caller) || caller.Is(Roles.Official);

    /// <summary>A side, or a government body that is party to the collaboration: they alone read what the sides tell each other.</summary>
    public bool IsInside(Caller caller) => IsSide(caller) || (caller.Is(Roles.Official) && PartyCodes.Contains(caller.OrganisationCode));

    public bool IsByOwner(Caller caller) => OwnerCode == caller.OrganisationCode;

    /// <summary>No deadline runs once a contract is drawn up: the contract has its own days.</summary>
    public DateTimeOffset? RunningDue => State == NegotiationState.Open && AgreementId is null ? DueAt : null;

    public static Task<NegotiationRow?> ReadAsync(Change change, Guid id) =>
        change.QuerySingleOrDefaultAsync<NegotiationRow>($"{Select} where g.negotiation_id = @id", new { id });

    /// <param name="inside">Whether the reader may see what the sides tell each other.</param>
    public Negotiation ToMessage(bool inside = true) => new()
    {
        NegotiationId = NegotiationId.ToString(),
        ListingId = ListingId.ToString(),
        ListingTitle = ListingTitle,
        NeedId = NeedId?.ToString() ?? "",
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        OwnerCode = OwnerCode,
        OwnerName = OwnerName,
        ProjectId = ProjectId,
        CollaborationId = CollaborationId,
        State = State,
        Agreement = AgreementId is null ? null : ToAgreement(),
        CreateTime = CreatedAt.ToTimestamp(),
        Etag = Etag.Of(Version),
        Stage = Stage,
        Form = Form,
        Intent = inside ? Intent : "",
        DueTime = RunningDue?.ToTimestamp(),
        Ending = Ending,
        EndedBy = EndedBy,
        EndReason = inside ? EndReason : "",
        Inside = inside,
    };

    private Agreement ToAgreement() => new()
    {
        AgreementId = AgreementId.ToString(),
        Kind = (AgreementKind)Kind,
        AmountCnyFen = AmountCnyFen,
        Terms = Terms,
        TermsHash = TermsHash,
        State = (AgreementState)AgreementState,
        EnterpriseSigned = EnterpriseSignedAt is not null,
        OwnerSigned = OwnerSignedAt is not null,
        SignTime = EnterpriseSignedAt is { } firm && OwnerSignedAt is { } owner ? (firm > owner ? firm : owner).ToTimestamp() : null,
    };
}
