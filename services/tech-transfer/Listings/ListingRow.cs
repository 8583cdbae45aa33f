using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Paging;
using Platform.Chassis.Privacy;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>A listing as it is stored.</summary>
internal record ListingRow
{
    public const string Columns = """
        l.listing_id, l.title, l.owner_code, l.owner_name, l.origin, l.industry, l.keywords, l.summary, l.technology_readiness,
        l.patent_numbers, l.form, l.asking_price_cny_fen, l.contact_name, l.contact_phone, l.state, l.version, l.created_at,
        l.title_en, l.summary_en, l.track, l.discipline, l.readiness_evidence, l.rights, l.asking_price_max_cny_fen, l.problem, l.advantages, l.figures,
        l.partner_sought, l.published_version, l.returned_reason, l.submitted_by,
        (select v.asked_by from listing_revision v where v.listing_id = l.listing_id) as revision_by
        """;

    public Guid ListingId { get; init; }

    public string Title { get; init; } = "";

    public string? OwnerCode { get; init; }

    public string OwnerName { get; init; } = "";

    public string Origin { get; init; } = "";

    public string Industry { get; init; } = "";

    public string[] Keywords { get; init; } = [];

    public string Summary { get; init; } = "";

    public short TechnologyReadiness { get; init; }

    public string[] PatentNumbers { get; init; } = [];

    public short Form { get; init; }

    public long AskingPriceCnyFen { get; init; }

    public string ContactName { get; init; } = "";

    public string ContactPhone { get; init; } = "";

    public ListingState State { get; init; }

    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string TitleEn { get; init; } = "";

    public string SummaryEn { get; init; } = "";

    public string Track { get; init; } = "";

    public string Discipline { get; init; } = "";

    public string ReadinessEvidence { get; init; } = "";

    /// <summary>JSON, a list of <see cref="Right"/>.</summary>
    public string Rights { get; init; } = "[]";

    /// <summary>0 where there is one price.</summary>
    public long AskingPriceMaxCnyFen { get; init; }

    public string Problem { get; init; } = "";

    public string Advantages { get; init; } = "";

    /// <summary>JSON, a list of <see cref="AdvantageFigure"/>.</summary>
    public string Figures { get; init; } = "[]";

    public string PartnerSought { get; init; } = "";

    public int PublishedVersion { get; init; }

    public string ReturnedReason { get; init; } = "";

    /// <summary>The account that submitted it.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>The account whose change waits for approval; null where none does.</summary>
    public string? RevisionBy { get; init; }

    /// <summary>Drafts and what waits for approval are seen by their owner alone, withdrawn ones by owner and officials, the rest by all.</summary>
    public bool IsSeenBy(Caller caller) => IsOwn(caller) || State switch
    {
        ListingState.Draft or ListingState.InApproval => false,
        ListingState.Withdrawn => caller.Is(Roles.Official),
        _ => true,
    };

    public bool IsOwn(Caller caller) => OwnerCode is not null && OwnerCode == caller.OrganisationCode;

    public Listed ToListed() => new(
        ListingId, Title, Keywords, Summary, Industry, TechnologyReadiness, (TransferForm)Form, AskingPriceCnyFen, OwnerCode ?? "", OwnerName,
        string.Join('\n', new[] { TitleEn, SummaryEn, Problem, Advantages, Discipline }.Where(text => text.Length > 0)));

    public Listing ToMessage(Caller caller)
    {
        var own = IsOwn(caller);
        var open = own || caller.Is(Roles.Official);
        var message = ToContent();
        message.ListingId = ListingId.ToString();
        message.OwnerCode = OwnerCode ?? "";
        message.OwnerName = OwnerName;
        message.ContactName = open ? ContactName : Masking.Name(ContactName);
        message.ContactPhone = open ? ContactPhone : Masking.Phone(ContactPhone);
        message.State = State;
        message.CreateTime = CreatedAt.ToTimestamp();
        message.Etag = Etag.Of(Version);
        message.PublishedVersion = PublishedVersion;
        if (own)
        {
            message.ReturnedReason = ReturnedReason;
            message.RevisionPending = RevisionBy is not null;
            message.AskedByCaller = (State == ListingState.InApproval ? SubmittedBy : RevisionBy) == caller.Subject;
        }

        return message;
    }

    /// <summary>What the owner wrote, contacts in full.</summary>
    public Listing ToContent()
    {
        var rights = ProtoJson.ReadField<Listing>("rights", Rights).Rights;
        return new Listing
        {
            Title = Title,
            Origin = Origin,
            Industry = Industry,
            Keywords = { Keywords },
            Summary = Summary,
            TechnologyReadiness = TechnologyReadiness,
            PatentNumbers = { PatentNumbers },
            Form = (TransferForm)Form,
            AskingPriceCnyFen = AskingPriceCnyFen,
            ContactName = ContactName,
            ContactPhone = ContactPhone,
            TitleEn = TitleEn,
            SummaryEn = SummaryEn,
            Track = Track,
            Discipline = Discipline,
            ReadinessEvidence = ReadinessEvidence,
            // Imported rows know their patents by number alone.
            Rights = { rights, PatentNumbers.Where(number => rights.All(right => right.Number != number)).Select(Listings.Rights.OfPatent) },
            AskingPriceMaxCnyFen = AskingPriceMaxCnyFen,
            Problem = Problem,
            Advantages = Advantages,
            Figures = { ProtoJson.ReadField<Listing>("figures", Figures).Figures },
            PartnerSought = PartnerSought,
        };
    }
}
