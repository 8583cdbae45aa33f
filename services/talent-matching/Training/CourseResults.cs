using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Training;

/// <summary>What a need meant to a talent before and after a course; scores in hundredths of a point.</summary>
public sealed record NeedChange(int ScoreBefore, int ScoreAfter, bool ReachedBefore, bool ReachedAfter)
{
    public bool IsNew => ReachedAfter && !ReachedBefore;
}

/// <summary>What follows from the results of a course; pure.</summary>
public static class CourseResults
{
    /// <summary>Passed where every module was, absent where none was attended, else failed. [choice] of this platform.</summary>
    public static TrainingResult Overall(IReadOnlyCollection<TrainingResult> modules) => modules switch
    {
        _ when modules.All(result => result == TrainingResult.Passed) => TrainingResult.Passed,
        _ when modules.All(result => result == TrainingResult.Absent) => TrainingResult.Absent,
        _ => TrainingResult.Failed,
    };

    /// <summary>
    /// The talent's skills with those of the modules passed raised to the modules' levels. A level never falls: who came in above the
    /// course's level keeps it.
    /// </summary>
    public static SkillList Raise(SkillList skills, IEnumerable<(string Code, int Level)> passed) =>
        SkillList.Of(skills.Codes.Select((code, i) => (code, (int)skills.Levels[i])).Concat(passed));

    /// <summary>A need is reached where the talent has every must-skill itself at the level asked, and seeks the kind of work.</summary>
    public static NeedChange Compare(NeedProfile need, TalentProfile before, TalentProfile after) =>
        new(Score.Of(need, before).Points, Score.Of(need, after).Points, Reaches(need, before), Reaches(need, after));

    private static bool Reaches(NeedProfile need, TalentProfile talent) => need.Must.Count > 0 && need.Must.All(ask => ask.IsMet(talent.Skills));
}
