using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.SavedSearches;

/// <summary>A saved search as it is stored.</summary>
internal sealed record SavedSearchRow
{
    public const string Columns = """
        s.saved_search_id, s.organisation_code, s.name, s.kind, s.search::text as search, s.created_at,
        (select count(*) from saved_search_found f where f.saved_search_id = s.saved_search_id)::int as found_count
        """;

    private static readonly JsonParser Lenient = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public Guid SavedSearchId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string Name { get; init; } = "";

    public SearchedKind Kind { get; init; }

    public string Search { get; init; } = "{}";

    public DateTimeOffset CreatedAt { get; init; }

    public int FoundCount { get; init; }

    public SearchRequest ToSearch() => Lenient.Parse<SearchRequest>(Search);

    public SavedSearch ToMessage() => new()
    {
        SavedSearchId = SavedSearchId.ToString(),
        Name = Name,
        Kind = Kind,
        Search = ToSearch(),
        CreateTime = CreatedAt.ToTimestamp(),
        FoundCount = FoundCount,
    };
}
