using System.Text.Json;

namespace Platform.Demo.City;

/// <summary>The city's industries: users write their names, the services want their codes.</summary>
public static class Industries
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<Industry> All { get; } = Read();

    /// <summary>The code of a code, Chinese or English name; what is not known is left for the service to refuse.</summary>
    public static string CodeOf(string word) =>
        All.FirstOrDefault(one => Same(one.Code, word) || Same(one.NameZh, word) || Same(one.NameEn, word))?.Code ?? word;

    public static string NameOf(string code, bool english)
    {
        var industry = All.FirstOrDefault(one => one.Code == code);
        return industry is null ? code : english ? industry.NameEn : industry.NameZh;
    }

    private static bool Same(string one, string other) => string.Equals(one, other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<Industry> Read()
    {
        using var stream = typeof(Industries).Assembly.GetManifestResourceStream("city.json")!;
        return JsonSerializer.Deserialize<CityFile>(stream, Snake)!.Industries;
    }

    private sealed record CityFile(Industry[] Industries);
}

/// <summary>An industry of the city's catalogue.</summary>
public sealed record Industry(string Code, string NameZh, string NameEn);
