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

    /// <summary>Only where the need prefers universities.</summary>
    public const int University = 6;

    /// <summary>Instead of <see cref="Award"/> where the need says which awards it prefers.</summary>
    public const int PreferredAward = 8;

    /// <summary>What a fit of 1 is: fits are whole ten-thousandths.</summary>
    public const int Whole = 10_000;

    /// <summary>Share of a skill's points at exactly the level asked; the rest is for levels above it, up to 5.</summary>
    public const int AtLevel = 9_200;

    /// <summary>Below the level asked: this share times own level ÷ level asked.</summary>
    public const int BelowLevel = 7_500;

    /// <summary>One degree below the one asked; two below count nothing.</summary>
    public const int OneDegreeBelow = 4_000;

    /// <summary>The need's place is among the talent's wishes, but not the first.</summary>
    public const int LaterPlace = 8_000;

    /// <summary>The talent states no place.</summary>
    public const int PlaceUnstated = 5_000;

    /// <summary>The talent states no salary.</summary>
    public const int SalaryUnstated = 7_000;

    /// <summary>A wish this share above the upper bound counts nothing any more.</summary>
    public const int SalaryTolerance = 5_000;

    /// <summary>An award in another field than the need's.</summary>
    public const int OtherAward = 4_000;

    /// <summary>Text overlap from which a talent without any must-skill is still shown.</summary>
    public const int TextAlone = 5_000;

    /// <summary>The last of several universities in order; those between fall evenly from 1.</summary>
    public const int LastUniversity = 5_000;

    /// <summary>Talents on a shortlist.</summary>
    public const int ShortlistSize = 10;
}
