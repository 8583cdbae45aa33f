using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>One entitlement before and after; what was never computed, or no longer is, counts as unspecified.</summary>
public sealed record EntitlementStep(EntitlementKey Key, EntitlementVerdict Before, EntitlementVerdict After, long WorthBefore, long WorthAfter)
{
    public bool IsNew => Before != EntitlementVerdict.Yes && After == EntitlementVerdict.Yes;

    public bool IsLost => Before == EntitlementVerdict.Yes && After != EntitlementVerdict.Yes;

    public EntitlementChange ToMessage(string name = "") => new()
    {
        OrganisationCode = Key.OrganisationCode,
        OrganisationName = name,
        PolicyCode = Key.PolicyCode,
        Year = Key.Year,
        ProjectId = Key.ProjectId == Guid.Empty ? "" : Key.ProjectId.ToString(),
        Before = Before,
        After = After,
        WorthBeforeCnyFen = WorthBefore,
        WorthAfterCnyFen = WorthAfter,
    };
}

/// <summary>What a computation changes against what was stored.</summary>
public sealed class Difference
{
    /// <summary>Told at most; the rest is counted.</summary>
    public const int MostTold = 500;

    private Difference(IReadOnlyList<EntitlementRow> written, IReadOnlyList<EntitlementKey> deleted, IReadOnlyList<EntitlementStep> steps, long before, long after) =>
        (Written, Deleted, Steps, WorthBefore, WorthAfter) = (written, deleted, steps, before, after);

    /// <summary>Rows that have to be stored.</summary>
    public IReadOnlyList<EntitlementRow> Written { get; }

    public IReadOnlyList<EntitlementKey> Deleted { get; }

    /// <summary>Where verdict or worth changes, those newly entitled first, then by the size of the change.</summary>
    public IReadOnlyList<EntitlementStep> Steps { get; }

    public long WorthBefore { get; }

    public long WorthAfter { get; }

    public int Gained => Steps.Count(step => step.IsNew);

    public int Lost => Steps.Count(step => step.IsLost);

    public int Revalued => Steps.Count(step => step is { IsNew: false, IsLost: false });

    public static Difference Of(IReadOnlyCollection<EntitlementRow> stored, IEnumerable<Judgement> judgements)
    {
        var before = stored.ToDictionary(row => row.Key);
        var after = judgements.Select(EntitlementRow.Of).ToList();
        var left = before.Keys.ToHashSet();
        var written = new List<EntitlementRow>();
        var steps = new List<EntitlementStep>();
        foreach (var row in after)
        {
            left.Remove(row.Key);
            var old = before.GetValueOrDefault(row.Key);
            if (old is null || !row.SameAs(old))
            {
                written.Add(row);
                Add(new(row.Key, old?.Verdict ?? EntitlementVerdict.Unspecified, row.Verdict, old?.WorthCnyFen ?? 0, row.WorthCnyFen));
            }
        }

        foreach (var key in left)
        {
            Add(new(key, before[key].Verdict, EntitlementVerdict.Unspecified, before[key].WorthCnyFen, 0));
        }

        return new(
            written, [.. left],
            [.. steps.OrderByDescending(step => step.IsNew).ThenByDescending(step => step.IsLost).ThenByDescending(step => Math.Abs(step.WorthAfter - step.WorthBefore))
                .ThenBy(step => step.Key.OrganisationCode, StringComparer.Ordinal).ThenByDescending(step => step.Key.Year)],
            stored.Sum(row => row.WorthCnyFen), after.Sum(row => row.WorthCnyFen));

        // Whether it was no, unknown or never computed is all the same to whoever is not entitled.
        void Add(EntitlementStep step)
        {
            if (step.IsNew || step.IsLost || step.WorthBefore != step.WorthAfter)
            {
                steps.Add(step);
            }
        }
    }

    public PolicyDifference ToMessage(IReadOnlyDictionary<string, string> names) => new()
    {
        NewlyEntitled = Gained,
        NoLongerEntitled = Lost,
        WorthChanged = Revalued,
        WorthBeforeCnyFen = WorthBefore,
        WorthAfterCnyFen = WorthAfter,
        Changes = { Steps.Take(MostTold).Select(step => step.ToMessage(names.GetValueOrDefault(step.Key.OrganisationCode, ""))) },
    };
}
