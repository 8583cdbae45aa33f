using Platform.Chassis.Catalogues;
using Platform.Talent.V1;

namespace Platform.TalentMatching.FollowUps;

/// <summary>Where the two sides of a placement contradict each other. What a side does not know contradicts nothing.</summary>
public static class Disagreements
{
    /// <summary>Of two answers to one follow-up; none where one is missing.</summary>
    public static IReadOnlyList<Disagreement> Of(FollowUpReport? firm, FollowUpReport? college)
    {
        if (firm is null || college is null)
        {
            return [];
        }

        var found = new List<Disagreement>();
        if (firm.Employed != college.Employed)
        {
            found.Add(Disagreement.Employed);
        }

        if (Differ(firm.InCity, college.InCity))
        {
            found.Add(Disagreement.InCity);
        }

        return found;
    }

    /// <summary>Of the reports of leaving, with the last day on which each side said that the talent is employed.</summary>
    /// <param name="firmEmployed">Null where the firm never said so.</param>
    /// <param name="collegeEmployed">Likewise.</param>
    public static IReadOnlyList<Disagreement> Of(Leaving? firm, Leaving? college, DateOnly? firmEmployed, DateOnly? collegeEmployed)
    {
        var found = new List<Disagreement>();
        if (firm is not null && college is not null)
        {
            if (!string.Equals(firm.LeftDay, college.LeftDay, StringComparison.Ordinal))
            {
                found.Add(Disagreement.LeftDay);
            }

            if (!string.Equals(firm.Reason, college.Reason, StringComparison.Ordinal))
            {
                found.Add(Disagreement.LeavingReason);
            }

            if (Differ(firm.InCity, college.InCity))
            {
                found.Add(Disagreement.InCity);
            }
        }

        if (EmployedAfter(firm, collegeEmployed) || EmployedAfter(college, firmEmployed))
        {
            found.Add(Disagreement.Left);
        }

        return found;
    }

    private static bool EmployedAfter(Leaving? leaving, DateOnly? employed) =>
        leaving is not null && employed is { } day && CityDays.Parse(leaving.LeftDay) is { } left && day >= left;

    private static bool Differ(Tristate one, Tristate other) => one != Tristate.Unspecified && other != Tristate.Unspecified && one != other;
}
