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
        l.patent_numbers, l.form, l.asking_price_cny_fen, l.contact_name, l.contact_phone, l.state, l.version, l.created_at
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

    /// <summary>Drafts are seen by their owner alone, withdrawn ones by owner and officials, the rest by all.</summary>
    public bool IsSeenBy(Caller caller) => IsOwn(caller) || State switch
    {
        ListingState.Draft => false,
        ListingState.Withdrawn => caller.Is(Roles.Official),
        _ => true,
    };

    public bool IsOwn(Caller caller) => OwnerCode is not null && OwnerCode == caller.OrganisationCode;

    public Listed ToListed() => new(
        ListingId, Title, Keywords, Summary, Industry, TechnologyReadiness, (TransferForm)Form, AskingPriceCnyFen, OwnerCode ?? "", OwnerName);

    public Listing ToMessage(Caller caller)
    {
        var open = IsOwn(caller) || caller.Is(Roles.Official);
        return new Listing
        {
            ListingId = ListingId.ToString(),
            Title = Title,
            OwnerCode = OwnerCode ?? "",
            OwnerName = OwnerName,
            Origin = Origin,
            Industry = Industry,
            Keywords = { Keywords },
            Summary = Summary,
            TechnologyReadiness = TechnologyReadiness,
            PatentNumbers = { PatentNumbers },
            Form = (TransferForm)Form,
            AskingPriceCnyFen = AskingPriceCnyFen,
            ContactName = open ? ContactName : Masking.Name(ContactName),
            ContactPhone = open ? ContactPhone : Masking.Phone(ContactPhone),
            State = State,
            CreateTime = CreatedAt.ToTimestamp(),
            Etag = Etag.Of(Version),
        };
    }
}
