using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Retention;

/// <summary>A table of retention, computed when asked for from what is stored.</summary>
internal sealed class GetRetention(Store store, TimeProvider clock, Catalogue catalogue, CurrentTaxonomy taxonomy)
{
    public async Task<RetentionTable> RunAsync(RetentionDimension dimension, Caller caller, Language language, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var connection = await store.OpenAsync(cancellation);
        var published = await PublishedRetention.ReadAsync(connection, null, dimension, RetentionScope.Of(caller), CityDays.Of(now), cancellation);
        var titles = await TitlesAsync(connection, dimension, published.Groups, language, cancellation);
        return new RetentionTable
        {
            Dimension = dimension,
            Title = RetentionTexts.Title(dimension, language),
            Definitions = { RetentionTexts.Definitions(language) },
            Rows = { published.Groups.Select((group, index) => Row(group.Key, titles[index], i => Figures(i, group.At(RetentionCounts.Milestones[i]), published.Hidden[i][index]))) },
            Total = Row("", RetentionTexts.Total(language), i => Figures(i, published.Totals[i], published.Closed[i])),
            ComputeTime = now.ToTimestamp(),
        };
    }

    /// <summary>Nothing of a hidden group is told, not even that it is empty in one of its figures.</summary>
    public static RetentionFigures Figures(int milestone, Counts counts, bool hidden) => hidden
        ? new() { Months = RetentionCounts.Milestones[milestone], Suppressed = true }
        : new()
        {
            Months = RetentionCounts.Milestones[milestone],
            Due = counts.Due,
            Answered = counts.Answered,
            InCity = counts.InCity,
            Rate = Share(counts.InCity, counts.Answered),
            ResponseRate = Share(counts.Answered, counts.Due),
        };

    private static RetentionRow Row(string key, string title, Func<int, RetentionFigures> figures) =>
        new() { Key = key, Title = title, Figures = { Enumerable.Range(0, RetentionCounts.Milestones.Count).Select(figures) } };

    private async Task<IReadOnlyList<string>> TitlesAsync(
        NpgsqlConnection connection, RetentionDimension dimension, IReadOnlyList<RetentionGroup> groups, Language language, CancellationToken cancellation)
    {
        if (dimension == RetentionDimension.Skill)
        {
            var skills = await taxonomy.AtAsync(connection, cancellation);
            return [.. groups.Select(group => skills.ByCode.TryGetValue(group.Key, out var skill) ? language.Pick(skill.NameZh, skill.NameEn) : group.Key)];
        }

        return [.. groups.Select(group => dimension switch
        {
            _ when group.Key.Length == 0 => RetentionTexts.Unknown(language),
            RetentionDimension.College => group.Name,
            RetentionDimension.Industry => catalogue.Industries.FindByCode(group.Key) is { } item ? language.Pick(item.NameZh, item.NameEn) : group.Key,
            _ => group.Key,
        })];
    }

    /// <summary>Percent with one decimal, rounded half away from zero; empty of nothing.</summary>
    private static string Share(long part, long whole) => whole == 0
        ? ""
        : decimal.Round(part * 100m / whole, 1, MidpointRounding.AwayFromZero).ToString("F1", CultureInfo.InvariantCulture);
}
