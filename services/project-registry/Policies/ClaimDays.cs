using System.Globalization;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>When an entitlement may be claimed.</summary>
public sealed record ClaimDays(DateOnly First, DateOnly Last)
{
    /// <summary>The window for the entitlement of a year; null where the policy has none, or one that never opens.</summary>
    public static ClaimDays? Of(Policy policy, int year)
    {
        if (policy.ClaimWindow is not { } window
            || !TryDay(year + window.OpensYearsAfter, window.OpensOn, out var first)
            || !TryDay(year + window.ClosesYearsAfter, window.ClosesOn, out var last))
        {
            return null;
        }

        return first <= last ? new(first, last) : null;
    }

    public bool Includes(DateOnly day) => First <= day && day <= Last;

    private static bool TryDay(int year, string monthAndDay, out DateOnly day) =>
        DateOnly.TryParseExact(string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{monthAndDay}"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
