using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Batches;

/// <summary>One industry's line in the quota editor.</summary>
public sealed class QuotaRow
{
    public required string Industry { get; init; }
    public int Minimum { get; set; }
    public int? Maximum { get; set; }

    public static List<QuotaRow> Of(IEnumerable<City.Entry> industries, IEnumerable<Quota> quotas)
    {
        var given = quotas.ToDictionary(quota => quota.Industry, StringComparer.Ordinal);
        return industries.Select(entry => entry.Code).Union(given.Keys, StringComparer.Ordinal)
            .Select(code => given.TryGetValue(code, out var quota)
                ? new QuotaRow { Industry = code, Minimum = quota.Minimum, Maximum = quota.HasMaximum ? quota.Maximum : null }
                : new QuotaRow { Industry = code })
            .ToList();
    }

    /// <summary>Lines that bound nothing are no quota.</summary>
    public static IEnumerable<Quota> ToQuotas(IEnumerable<QuotaRow> rows)
    {
        foreach (var row in rows.Where(row => row.Minimum > 0 || row.Maximum is not null))
        {
            var quota = new Quota { Industry = row.Industry, Minimum = row.Minimum };
            if (row.Maximum is { } maximum)
                quota.Maximum = maximum;
            yield return quota;
        }
    }
}
