using System.Globalization;
using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Runs;

/// <summary>What a what-if run changes, as one line.</summary>
public static class ChangeText
{
    public static string Of(WhatIf? change, Words words, City city)
    {
        if (change is null)
            return "—";
        var parts = new List<string>();
        if (change.HasCapacity)
            parts.Add(words["runs.change.capacity", change.Capacity]);
        if (change.Quotas is { } quotas)
            parts.Add(words["runs.change.quotas", quotas.Quotas.Count == 0 ? words["quotas.none"] : string.Join(words["list.comma"], quotas.Quotas.Select(quota => Of(quota, words, city)))]);
        if (change.Weights.Count > 0)
            parts.Add(words["runs.change.weights", string.Join(" · ", change.Weights.Select(weight => weight.Weight.ToString(CultureInfo.InvariantCulture)))]);
        if (change.WithoutReviewer.Length > 0)
            parts.Add(words["runs.change.reviewer", change.WithoutReviewer]);
        return string.Join(words["list.comma"], parts);
    }

    private static string Of(Quota quota, Words words, City city) =>
        $"{city.ClassName(quota.Kind, quota.Code)} {quota.Minimum}–{(quota.HasMaximum ? quota.Maximum.ToString(CultureInfo.InvariantCulture) : words["quota.unbounded"])}";
}
