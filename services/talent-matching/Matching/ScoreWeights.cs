namespace Platform.TalentMatching.Matching;

/// <summary>
/// The weights of a score, in points of 100. [choice] of this platform. What a need does not state (no nice skills, no
/// degree, no place, no salary) weighs nothing: its points go to the must-skills or, where the need names none, to the text.
/// Gender, age and ethnicity have no weight because they are not known to the matching at all.
/// </summary>
public static class ScoreWeights
{
    public const int MustSkills = 52;
    public const int NiceSkills = 12;
    public const int Education = 12;
    public const int Place = 8;
    public const int Salary = 6;
    public const int Award = 4;
    public const int Text = 6;

    /// <summary>Share of a skill's points at exactly the level asked; the rest is for levels above it, up to 5.</summary>
    public const double AtLevel = 0.92;

    /// <summary>Below the level asked: this share times own level ÷ level asked.</summary>
    public const double BelowLevel = 0.75;

    /// <summary>One degree below the one asked; two below count nothing.</summary>
    public const double OneDegreeBelow = 0.4;

    /// <summary>The need's place is among the talent's wishes, but not the first.</summary>
    public const double LaterPlace = 0.8;

    /// <summary>The talent states no place.</summary>
    public const double PlaceUnstated = 0.5;

    /// <summary>The talent states no salary.</summary>
    public const double SalaryUnstated = 0.7;

    /// <summary>A wish this share above the upper bound counts nothing any more.</summary>
    public const double SalaryTolerance = 0.5;

    /// <summary>An award in another field than the need's.</summary>
    public const double OtherAward = 0.4;

    /// <summary>Text overlap from which a talent without any must-skill is still shown.</summary>
    public const double TextAlone = 0.5;

    /// <summary>Talents on a shortlist.</summary>
    public const int ShortlistSize = 10;
}
