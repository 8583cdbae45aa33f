using System.Text.Json;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>The classes that quotas may bound: users write names, the services want kind and code.</summary>
public static class Classes
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly Dictionary<QuotaKind, Industry[]> All = Read();

    /// <summary>
    /// The first industry, track or district that has the name or code; 赛道:高端装备 or track:… says which where a name stands for
    /// two. What is not known is left for the service to refuse.
    /// </summary>
    public static (QuotaKind Kind, string Code) Find(string word)
    {
        var parts = word.Split([':', '：'], 2, StringSplitOptions.TrimEntries);
        QuotaKind? kind = parts.Length < 2 ? null : parts[0] switch
        {
            "赛道" or "track" => QuotaKind.Track,
            "县区" or "district" => QuotaKind.District,
            _ => QuotaKind.Industry,
        };
        foreach (var (one, entries) in All.Where(list => kind is null || list.Key == kind))
        {
            if (Array.Find(entries, entry => Same(entry.Code, parts[^1]) || Same(entry.NameZh, parts[^1]) || Same(entry.NameEn, parts[^1])) is { } found)
                return (one, found.Code);
        }

        return (kind ?? QuotaKind.Industry, parts[^1]);
    }

    /// <summary>As <see cref="Find"/> reads it again.</summary>
    public static string NameOf(Quota quota, bool english)
    {
        var entry = All.TryGetValue(quota.Kind, out var entries) ? Array.Find(entries, entry => entry.Code == quota.Code) : null;
        var name = entry is null ? quota.Code : english ? entry.NameEn : entry.NameZh;
        return quota.Kind switch
        {
            QuotaKind.Track => english ? $"track:{name}" : $"赛道:{name}",
            QuotaKind.District => english ? $"district:{name}" : $"县区:{name}",
            _ => name,
        };
    }

    public static string CodeOf(Application application, QuotaKind kind) => kind switch
    {
        QuotaKind.Track => application.Track,
        QuotaKind.District => application.District,
        _ => application.Industry,
    };

    private static bool Same(string one, string other) => string.Equals(one, other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static Dictionary<QuotaKind, Industry[]> Read()
    {
        using var stream = typeof(Classes).Assembly.GetManifestResourceStream("city.json")!;
        var file = JsonSerializer.Deserialize<CityFile>(stream, Snake)!;
        return new() { [QuotaKind.Industry] = file.Industries, [QuotaKind.Track] = file.Tracks, [QuotaKind.District] = file.Districts };
    }

    private sealed record CityFile(Industry[] Industries, Industry[] Tracks, Industry[] Districts);
}
