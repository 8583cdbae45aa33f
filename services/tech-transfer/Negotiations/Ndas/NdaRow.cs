using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.Ndas;

/// <summary>One version of an agreement on confidentiality, as it is stored.</summary>
internal sealed record NdaRow
{
    public const string Select = """
        select n.version, n.body, n.body_hash, n.proposed_by, n.proposed_at, n.enterprise_account, n.enterprise_consented_at, n.owner_account, n.owner_consented_at,
            n.version = (select max(m.version) from negotiation_nda m where m.negotiation_id = n.negotiation_id) as newest
        from negotiation_nda n
        """;

    public int Version { get; init; }

    public string Body { get; init; } = "";

    public string BodyHash { get; init; } = "";

    public string ProposedBy { get; init; } = "";

    public DateTimeOffset ProposedAt { get; init; }

    public string? EnterpriseAccount { get; init; }

    public DateTimeOffset? EnterpriseConsentedAt { get; init; }

    public string? OwnerAccount { get; init; }

    public DateTimeOffset? OwnerConsentedAt { get; init; }

    public bool Newest { get; init; }

    /// <summary>The newest version; null before the first.</summary>
    public static Task<NdaRow?> NewestAsync(Change change, Guid negotiationId) => change.QuerySingleOrDefaultAsync<NdaRow>(
        $"{Select} where n.negotiation_id = @negotiationId order by n.version desc limit 1", new { negotiationId });

    public Nda ToMessage() => new()
    {
        Version = Version,
        Text = Body,
        TextHash = BodyHash,
        ProposedBy = ProposedBy,
        ProposeTime = ProposedAt.ToTimestamp(),
        EnterpriseConsent = Consent(EnterpriseAccount, EnterpriseConsentedAt),
        OwnerConsent = Consent(OwnerAccount, OwnerConsentedAt),
        InForce = Newest && EnterpriseConsentedAt is not null && OwnerConsentedAt is not null,
    };

    private static NdaConsent? Consent(string? account, DateTimeOffset? at) => at is null ? null : new NdaConsent { Account = account, Time = at.Value.ToTimestamp() };
}
