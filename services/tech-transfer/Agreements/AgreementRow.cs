using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>A contract as stored, with the names beside it and its present notice; payments and the like are read apart.</summary>
internal sealed record AgreementRow
{
    public const string Select = """
        select a.agreement_id, a.negotiation_id, a.listing_id, l.title as listing_title, g.organisation_code, coalesce(f.name, d.organisation_name, '') as organisation_name,
            g.owner_code, l.owner_name, a.kind, a.amount_cny_fen, a.terms, a.terms_hash, a.state, a.pricing, a.pricing_record, a.exclusive, a.royalty_bp,
            a.royalty_months, a.royalty_due_days, a.equity_bp, a.ip_clauses, a.effective_day, a.end_day, a.in_force_day, a.enterprise_agreed, a.owner_agreed,
            a.enterprise_signed_at, a.owner_signed_at, a.end_reason, a.registration_number, a.created_at, a.version,
            n.notice_id, n.publish_day, n.last_day as notice_last_day,
            (select count(*)::int from price_objection o where o.notice_id = n.notice_id and o.state = 1) as open_objections,
            (select count(*)::int from price_objection o where o.notice_id = n.notice_id and o.state <> 1) as answered_objections
        from agreement a
        join negotiation g on g.negotiation_id = a.negotiation_id
        join listing l on l.listing_id = a.listing_id
        left join organisation f on f.organisation_code = g.organisation_code
        left join technology_need d on d.need_id = g.need_id
        left join price_notice n on n.agreement_id = a.agreement_id and not n.withdrawn
        """;

    public Guid AgreementId { get; init; }

    public Guid NegotiationId { get; init; }

    public Guid ListingId { get; init; }

    public string ListingTitle { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string OwnerCode { get; init; } = "";

    public string OwnerName { get; init; } = "";

    public AgreementKind Kind { get; init; }

    public long AmountCnyFen { get; init; }

    public string Terms { get; init; } = "";

    public string TermsHash { get; init; } = "";

    public AgreementState State { get; init; }

    public Pricing Pricing { get; init; }

    public string PricingRecord { get; init; } = "";

    public bool Exclusive { get; init; }

    public int RoyaltyBp { get; init; }

    public int RoyaltyMonths { get; init; }

    public int RoyaltyDueDays { get; init; }

    public int EquityBp { get; init; }

    public string IpClauses { get; init; } = "";

    public DateOnly? EffectiveDay { get; init; }

    public DateOnly? EndDay { get; init; }

    public DateOnly? InForceDay { get; init; }

    public bool EnterpriseAgreed { get; init; }

    public bool OwnerAgreed { get; init; }

    public DateTimeOffset? EnterpriseSignedAt { get; init; }

    public DateTimeOffset? OwnerSignedAt { get; init; }

    public string EndReason { get; init; } = "";

    public string RegistrationNumber { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }

    public Guid? NoticeId { get; init; }

    public DateOnly? PublishDay { get; init; }

    public DateOnly? NoticeLastDay { get; init; }

    public int OpenObjections { get; init; }

    public int AnsweredObjections { get; init; }

    public bool NeedsNotice => Pricing == Pricing.Agreed && (Kind is AgreementKind.Assignment or AgreementKind.Licence || EquityBp > 0);

    public DateTimeOffset? SignedAt => EnterpriseSignedAt is { } firm && OwnerSignedAt is { } owner ? (firm > owner ? firm : owner) : null;

    public bool IsSide(Caller caller) => caller.OrganisationCode.Length > 0 && (OrganisationCode == caller.OrganisationCode || OwnerCode == caller.OrganisationCode);

    public bool IsSeenBy(Caller caller) => IsSide(caller) || caller.Is(Roles.Official);

    public static Task<AgreementRow?> ReadAsync(Change change, Guid id) =>
        change.QuerySingleOrDefaultAsync<AgreementRow>($"{Select} where a.agreement_id = @id", new { id });

    /// <param name="today">Decides whether the notice still runs.</param>
    public Agreement ToMessage(DateOnly today) => new()
    {
        AgreementId = AgreementId.ToString(),
        NegotiationId = NegotiationId.ToString(),
        ListingId = ListingId.ToString(),
        ListingTitle = ListingTitle,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        OwnerCode = OwnerCode,
        OwnerName = OwnerName,
        Kind = Kind,
        AmountCnyFen = AmountCnyFen,
        Terms = Terms,
        TermsHash = TermsHash,
        State = State,
        Pricing = Pricing,
        PricingRecord = PricingRecord,
        Exclusive = Exclusive,
        Royalty = new Royalty { RateBp = RoyaltyBp, PeriodMonths = RoyaltyMonths, DueDays = RoyaltyDueDays },
        EquityBp = EquityBp,
        IpClauses = IpClauses,
        EffectiveDay = CityDays.Text(EffectiveDay),
        EndDay = CityDays.Text(EndDay),
        EnterpriseAgreed = EnterpriseAgreed,
        OwnerAgreed = OwnerAgreed,
        EnterpriseSigned = EnterpriseSignedAt is not null,
        OwnerSigned = OwnerSignedAt is not null,
        SignTime = SignedAt?.ToTimestamp(),
        NoticeRequired = NeedsNotice,
        Notice = NoticeId is null ? null : ToNotice(today),
        EndReason = EndReason,
        RegistrationNumber = RegistrationNumber,
        CreateTime = CreatedAt.ToTimestamp(),
        Etag = Etag.Of(Version),
    };

    public PriceNotice ToNotice(DateOnly today) => new()
    {
        NoticeId = NoticeId.ToString(),
        AgreementId = AgreementId.ToString(),
        ListingTitle = ListingTitle,
        OwnerName = OwnerName,
        OrganisationName = OrganisationName,
        Kind = Kind,
        Exclusive = Exclusive,
        AmountCnyFen = AmountCnyFen,
        RoyaltyBp = RoyaltyBp,
        EquityBp = EquityBp,
        PublishDay = CityDays.Text(PublishDay),
        LastDay = CityDays.Text(NoticeLastDay),
        Running = State == AgreementState.PublicNotice && today <= NoticeLastDay,
        OpenObjections = OpenObjections,
        AnsweredObjections = AnsweredObjections,
    };
}
