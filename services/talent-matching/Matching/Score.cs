using Platform.Talent.V1;

namespace Platform.TalentMatching.Matching;

/// <summary>One summand, in hundredths of a point.</summary>
/// <param name="Kind">must-skill, nice-skill, education, place, salary, university, award, text.</param>
/// <param name="Skill">Code of the skill, where it is one.</param>
public sealed record Part(string Kind, string Skill, int Points, int Maximum);

/// <summary>A talent's score for a need.</summary>
/// <param name="Points">The sum of the parts, in hundredths: 0–10,000.</param>
/// <param name="Fits">Whether it may stand on a shortlist: some must-skill or, without one, enough common text.</param>
public sealed record Scored(TalentProfile Talent, int Points, int MustPoints, bool Fits, IReadOnlyList<Part> Parts) : IComparable<Scored>
{
    public IEnumerable<ScorePart> ToParts() => Parts.Select(part => new ScorePart
    {
        Kind = part.Kind,
        Skill = part.Skill,
        Points = part.Points / 100.0,
        Maximum = part.Maximum / 100.0,
    });

    /// <summary>Best first: points, then must-skill points, then the earlier talent. A total order, so a ranking is one and the same.</summary>
    public int CompareTo(Scored? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (other.Points, other.MustPoints, Talent.Sequence).CompareTo((Points, MustPoints, other.Talent.Sequence));
    }
}

/// <summary>
/// How well a talent fits a need: score = must-skills + nice skills + education + place + salary + university + award + text,
/// each part its maximum (<see cref="ScoreWeights"/>) times a fit in 0–1. Whole hundredths, so the parts add up exactly.
/// The same number whether a need looks for talents or a talent for needs.
/// <list type="bullet">
/// <item>skill: best share of what counts for it (itself 1, narrower, related, broader less) × level fit, maximum by its weight</item>
/// <item>education: met 1, one degree below 0.4, else 0 · place: first wish 1, later 0.8, none stated 0.5</item>
/// <item>salary: wish within the upper bound 1, falling to 0 at half as much again</item>
/// <item>university: preferred 1, in order falling to 0.5 at the last · award: in the preferred field 1, other 0.4</item>
/// <item>text: share of the title's character pairs that the talent's major, skills and own words have</item>
/// </list>
/// </summary>
public static class Score
{
    public static Scored Of(NeedProfile need, TalentProfile talent)
    {
        var parts = new List<Part>(need.Must.Count + need.Nice.Count + 6);
        var must = AddSkills(parts, "must-skill", need.Must, talent);
        AddSkills(parts, "nice-skill", need.Nice, talent);
        var common = talent.Grams.Count(need.Grams.Contains);
        Add(parts, "education", Fits.Education(need, talent.Education), need.EducationMaximum);
        Add(parts, "place", Fits.Place(need, talent.Places), need.PlaceMaximum);
        Add(parts, "salary", Fits.Salary(need, talent.ExpectedSalaryFen), need.SalaryMaximum);
        Add(parts, "university", Fits.University(need, talent.College), need.UniversityMaximum);
        Add(parts, "award", Fits.Award(need, talent.AwardCount, talent.AwardSkills), need.AwardMaximum);
        Add(parts, "text", Fits.Text(need, common), need.TextMaximum);
        return new Scored(talent, parts.Sum(part => part.Points), must, Fits.Fit(need, must, common), parts);
    }

    /// <summary>What the score cannot exceed, by the must-skills alone: spares the rest for talents far behind.</summary>
    public static int AtMost(NeedProfile need, TalentProfile talent) => 10_000 - need.Must.Sum(ask => ask.Maximum - ask.Points(talent.Skills));

    /// <summary>A talent who seeks another kind of work than the need offers is no candidate, where both say which.</summary>
    public static bool MayWork(EmploymentKind offered, EmploymentKind sought) =>
        offered == EmploymentKind.Unspecified || sought == EmploymentKind.Unspecified || offered == sought;

    private static int AddSkills(List<Part> parts, string kind, IReadOnlyList<SkillAsk> asks, TalentProfile talent)
    {
        var sum = 0;
        foreach (var ask in asks)
        {
            var points = ask.Points(talent.Skills);
            parts.Add(new Part(kind, ask.Code, points, ask.Maximum));
            sum += points;
        }

        return sum;
    }

    private static void Add(List<Part> parts, string kind, int points, int maximum)
    {
        if (maximum > 0)
        {
            parts.Add(new Part(kind, "", points, maximum));
        }
    }
}
