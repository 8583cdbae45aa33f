using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>An entry of the pool of reviewers.</summary>
internal sealed class ReviewerRow
{
    public string ReviewerId { get; init; } = "";

    public string Name { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Title { get; init; } = "";

    public string[] Industries { get; init; } = [];

    public string[] Tracks { get; init; } = [];

    public string[] Keywords { get; init; } = [];

    public int LoadLimit { get; init; }

    public string[] PastEmployerCodes { get; init; } = [];

    public string[] PastEmployerNames { get; init; } = [];

    /// <summary>Last days, yyyy-MM-dd.</summary>
    public string[] PastEmployerUntil { get; init; } = [];

    public bool Active { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }

    public const string Columns = """
        reviewer_id, name, organisation_code, organisation_name, title, industries, tracks, keywords, load_limit,
        past_employer_codes, past_employer_names, past_employer_until::text[] as past_employer_until, active, created_at, version
        """;

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH.</exception>
    public static async Task<ReviewerRow> LockAsync(Change change, string reviewerId, string etag)
    {
        var row = await change.QuerySingleOrDefaultAsync<ReviewerRow>($"select {Columns} from reviewer where reviewer_id = @reviewerId for no key update", new { reviewerId })
            ?? throw ReviewerErrors.NotFound.ToException();
        Etag.Check(etag, row.Version);
        return row;
    }

    public static async Task<ReviewerRow> ReadAsync(Change change, string reviewerId) =>
        (await change.QuerySingleOrDefaultAsync<ReviewerRow>($"select {Columns} from reviewer where reviewer_id = @reviewerId", new { reviewerId }))!;

    public ReviewerFacts ToFacts(IEnumerable<StandingConflict> declared) => new(
        OrganisationCode,
        [.. PastEmployerCodes.Zip(PastEmployerUntil, (code, until) => new FormerEmployer(code, CityDays.Parse(until)!.Value))],
        [.. declared.Where(conflict => conflict.ReviewerId == ReviewerId)]);

    public Reviewer ToMessage() => new()
    {
        ReviewerId = ReviewerId,
        Name = Name,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Title = Title,
        Industries = { Industries },
        Tracks = { Tracks },
        Keywords = { Keywords },
        LoadLimit = LoadLimit,
        PastEmployers =
        {
            PastEmployerCodes.Select((code, i) => new PastEmployer { OrganisationCode = code, OrganisationName = PastEmployerNames[i], Until = PastEmployerUntil[i] }),
        },
        Active = Active,
        CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
        Etag = Etag.Of(Version),
    };
}
