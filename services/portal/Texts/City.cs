using System.Reflection;
using System.Text.Json;
using Platform.Registry.V1;

namespace Platform.Portal.Texts;

/// <summary>The city's catalogue: its name, industries, tracks and districts, all data.</summary>
public sealed class City
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly Words _words;

    public City(Words words)
    {
        _words = words;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("city.json")!;
        var catalogue = JsonSerializer.Deserialize<Catalogue>(stream, Json)!;
        Itself = catalogue.City;
        Industries = catalogue.Industries;
        Tracks = catalogue.Tracks;
        Districts = catalogue.Districts;
    }

    public Entry Itself { get; }
    public IReadOnlyList<Entry> Industries { get; }
    public IReadOnlyList<Entry> Tracks { get; }
    public IReadOnlyList<Entry> Districts { get; }

    public string Name => NameOf(Itself);
    public string NameOf(Entry entry) => _words.Pick(entry.NameZh, entry.NameEn);
    public string Industry(string code) => Find(Industries, code);
    public string Track(string code) => Find(Tracks, code);
    public string District(string code) => Find(Districts, code);

    /// <summary>The catalogue's classes that quotas of a kind may bound.</summary>
    public IReadOnlyList<Entry> Classes(QuotaKind kind) => kind switch
    {
        QuotaKind.Track => Tracks,
        QuotaKind.District => Districts,
        _ => Industries,
    };

    public string NameIn(QuotaKind kind, string code) => Find(Classes(kind), code);

    /// <summary>A class's name; with its kind before it where it is no industry.</summary>
    public string ClassName(QuotaKind kind, string code) => kind is QuotaKind.Unspecified or QuotaKind.Industry
        ? Industry(code)
        : _words["quota.class", _words.Of(kind), Find(Classes(kind), code)];

    private string Find(IReadOnlyList<Entry> entries, string code) =>
        entries.FirstOrDefault(entry => string.Equals(entry.Code, code, StringComparison.Ordinal)) is { } entry ? NameOf(entry) : code;

    public sealed record Entry(string Code, string NameZh, string NameEn);
    private sealed record Catalogue(Entry City, List<Entry> Industries, List<Entry> Tracks, List<Entry> Districts);
}
