using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Batches;

/// <summary>One class's line in the quota editor.</summary>
public sealed class QuotaRow
{
    public required QuotaKind Kind { get; init; }
    public required string Code { get; init; }
    public int Minimum { get; set; }
    public int? Maximum { get; set; }

    public bool IsBound => Minimum > 0 || Maximum is not null;

    /// <summary>A line for each class of the catalogue, and for each quota of a class that it no longer has.</summary>
    public static List<QuotaRow> Of(City city, IEnumerable<Quota> quotas)
    {
        var given = quotas.ToDictionary(quota => (quota.Kind, quota.Code));
        return new[] { QuotaKind.Industry, QuotaKind.Track, QuotaKind.District }
            .SelectMany(kind => city.Classes(kind).Select(entry => (Kind: kind, entry.Code)))
            .Union(given.Keys)
            .Select(key => given.TryGetValue(key, out var quota)
                ? new QuotaRow { Kind = quota.Kind, Code = quota.Code, Minimum = quota.Minimum, Maximum = quota.HasMaximum ? quota.Maximum : null }
                : new QuotaRow { Kind = key.Kind, Code = key.Code })
            .ToList();
    }

    /// <summary>Lines that bound nothing are no quota.</summary>
    public static IEnumerable<Quota> ToQuotas(IEnumerable<QuotaRow> rows)
    {
        foreach (var row in rows.Where(row => row.IsBound))
        {
            var quota = new Quota { Kind = row.Kind, Code = row.Code, Minimum = row.Minimum };
            if (row.Maximum is { } maximum)
                quota.Maximum = maximum;
            yield return quota;
        }
    }
}
