using Platform.Talent.V1;

namespace Platform.TalentMatching.Matching;

/// <summary>One summand, in hundredths of a point.</summary>
/// <param name="Kind">must-skill, nice-skill, education, place, salary, award, text.</param>
/// <param name="Skill">Code of the skill, where it is one.</param>
public sealed record Part(string Kind, string Skill, int Points, int Maximum);

/// <summary>A talent's score for a need.</summary>
/// <param name="Points">The sum of the parts, in hundredths: 0–10,000.</param>
/// <param name="Fits">Whether it may stand on a shortlist: some must-skill or, without one, enough common text.</param>
public sealed record Scored(TalentProfile Talent, int Points, int MustPoints, bool Fits, IReadOnlyList<Part> Parts) : IComparable<Scored>
{
    /// <summary>Best first: points, then must-skill points, then the earlier talent. A total order, so a ranking is one and the same.</summary>
    public int CompareTo(Scored? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (other.Points, other.MustPoints, Talent.Sequence).CompareTo((Points, MustPoints, other.Talent.Sequence));
    }
}

/// <summary>
/// How well a talent fits a need: score = must-skills + nice skills + education + place + salary + award + text, each part its
/// maximum (<see cref="ScoreWeights"/>) times a fit in 0–1. Whole hundredths, so the parts add up to the score exactly.
/// <list type="bullet">
/// <item>skill: best share of what counts for it (itself 1, narrower, related, broader less) × level fit</item>
/// <item>education: met 1, one degree below 0.4, else 0 · place: first wish 1, later 0.8, none stated 0.5</item>
/// <item>salary: wish within the upper bound 1, falling to 0 at half as much again · award: in the field 1, other 0.4</item>
/// <item>text: share of the title's character pairs that the talent's major, skills and own words have</item>
/// </list>
/// </summary>
public static class Score
{
    public static Scored Of(NeedProfile need, TalentProfile talent)
    {
        var parts = new List<Part>(need.Must.Count + need.Nice.Count + 5);
        var must = AddSkills(parts, "must-skill", need.Must, talent);
        AddSkills(parts, "nice-skill", need.Nice, talent);
        var text = TextFit(need, talent);
        Add(parts, "education", EducationFit(need.Terms.MinimumEducation, talent.Education), need.EducationMaximum);
        Add(parts, "place", PlaceFit(need.PlaceKey, talent.Places), need.PlaceMaximum);
        Add(parts, "salary", SalaryFit(need.Terms, talent.ExpectedSalaryFen), need.SalaryMaximum);
        Add(parts, "award", AwardFit(need, talent), need.AwardMaximum);
        Add(parts, "text", text, need.TextMaximum);
        var fits = must > 0 || (need.Must.Count == 0 ? text > 0 : text >= ScoreWeights.TextAlone);
        return new Scored(talent, parts.Sum(part => part.Points), must, fits, parts);
    }

    /// <summary>What the score cannot exceed, by the must-skills alone: spares the rest for talents far behind.</summary>
    public static int AtMost(NeedProfile need, TalentProfile talent)
    {
        var bound = 10_000;
        foreach (var ask in need.Must)
        {
            bound -= ask.Maximum - Hundredths(ask.Fit(talent.Skills), ask.Maximum);
        }

        return bound;
    }

    /// <summary>A talent who seeks another kind of work than the need offers is no candidate, where both say which.</summary>
    public static bool MayWork(EmploymentKind offered, EmploymentKind sought) =>
        offered == EmploymentKind.Unspecified || sought == EmploymentKind.Unspecified || offered == sought;

    private static int AddSkills(List<Part> parts, string kind, IReadOnlyList<SkillAsk> asks, TalentProfile talent)
    {
        var sum = 0;
        foreach (var ask in asks)
        {
            var points = Hundredths(ask.Fit(talent.Skills), ask.Maximum);
            parts.Add(new Part(kind, ask.Code, points, ask.Maximum));
            sum += points;
        }

        return sum;
    }

    private static void Add(List<Part> parts, string kind, double fit, int maximum)
    {
        if (maximum > 0)
        {
            parts.Add(new Part(kind, "", Hundredths(fit, maximum), maximum));
        }
    }

    private static int Hundredths(double fit, int maximum) => (int)Math.Round(fit * maximum, MidpointRounding.AwayFromZero);

    private static double EducationFit(EducationLevel asked, EducationLevel has) => (asked - has) switch
    {
        <= 0 => 1,
        1 when has != EducationLevel.Unspecified => ScoreWeights.OneDegreeBelow,
        _ => 0,
    };

    private static double PlaceFit(string place, IReadOnlyList<string> wishes)
    {
        if (wishes.Count == 0)
        {
            return ScoreWeights.PlaceUnstated;
        }

        for (var i = 0; i < wishes.Count; i++)
        {
            var wish = wishes[i];
            if (wish.Length > 1 && (place.Contains(wish, StringComparison.Ordinal) || wish.Contains(place, StringComparison.Ordinal)))
            {
                return i == 0 ? 1 : ScoreWeights.LaterPlace;
            }
        }

        return 0;
    }

    private static double SalaryFit(NeedTerms need, long wish) => wish switch
    {
        0 => ScoreWeights.SalaryUnstated,
        _ when need.SalaryMaximumFen == 0 || wish <= need.SalaryMaximumFen => 1,
        _ => Math.Max(0, 1 - ((wish - need.SalaryMaximumFen) / (ScoreWeights.SalaryTolerance * need.SalaryMaximumFen))),
    };

    private static double AwardFit(NeedProfile need, TalentProfile talent) => talent switch
    {
        { AwardCount: 0 } => 0,
        _ when talent.AwardSkills.Any(need.AsksFor) => 1,
        _ => ScoreWeights.OtherAward,
    };

    private static double TextFit(NeedProfile need, TalentProfile talent) =>
        need.Grams.Count == 0 ? 0 : (double)talent.Grams.Count(need.Grams.Contains) / need.Grams.Count;
}
