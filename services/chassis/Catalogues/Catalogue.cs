using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Platform.Chassis.Catalogues;

/// <summary>What a city calls things: its industries, tracks and districts are data, so that another city needs no other code.</summary>
/// <param name="City">The city itself; its code is the administrative division's (GB/T 2260).</param>
/// <param name="Districts">
/// Districts and counties by their codes (GB/T 2260), development zones by those of the National Bureau of Statistics (统计用区划代码).
/// A city's file may leave them out.
/// </param>
public sealed record Catalogue(CatalogueItem City, CatalogueList Industries, CatalogueList Tracks, CatalogueList Districts)
{
    /// <summary>The setting that names another file; without it the one shipped beside the program is read.</summary>
    public const string PathKey = "City:Catalogue";

    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="InvalidOperationException">The file is missing or damaged, or names two items alike.</exception>
    public static Catalogue Load(IConfiguration configuration) =>
        Read(configuration[PathKey] is { Length: > 0 } path ? path : Path.Combine(AppContext.BaseDirectory, "Catalogues", "city.json"));

    /// <inheritdoc cref="Load"/>
    public static Catalogue Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<CityFile>(File.ReadAllBytes(path), Snake)
                ?? throw new JsonException("the file is empty");
            return new(file.City, new(file.Industries), new(file.Tracks), new(file.Districts));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            throw new InvalidOperationException($"The city's catalogue {path} cannot be used: {exception.Message}", exception);
        }
    }

    private sealed record CityFile
    {
        public required CatalogueItem City { get; init; }

        public required IReadOnlyList<CatalogueItem> Industries { get; init; }

        public required IReadOnlyList<CatalogueItem> Tracks { get; init; }

        public IReadOnlyList<CatalogueItem> Districts { get; init; } = [];
    }
}

/// <param name="Code">Stands in messages and tables.</param>
/// <param name="NameZh">For people who read Chinese.</param>
/// <param name="NameEn">For people who read English.</param>
public sealed record CatalogueItem(string Code, string NameZh, string NameEn);

/// <summary>One list of the catalogue, in the order of the file.</summary>
public sealed class CatalogueList
{
    private readonly Dictionary<string, CatalogueItem> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CatalogueItem> _byName = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two items have one code, or one name stands for two.</exception>
    public CatalogueList(IReadOnlyList<CatalogueItem> items)
    {
        All = items;
        foreach (var item in items)
        {
            _byCode.Add(item.Code, item);
            _byName.Add(Words.Fold(item.NameZh), item);
            if (Words.Fold(item.NameEn) is var english && english != Words.Fold(item.NameZh))
            {
                _byName.Add(english, item);
            }
        }
    }

    public IReadOnlyList<CatalogueItem> All { get; }

    public CatalogueItem? FindByCode(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>By the Chinese or the English name, whatever the width, case and spaces.</summary>
    public CatalogueItem? FindByName(string name) => _byName.GetValueOrDefault(Words.Fold(name));

    /// <summary>By code or by name: what a person may have typed.</summary>
    public CatalogueItem? Find(string word) => FindByCode(word) ?? FindByName(word);
}
