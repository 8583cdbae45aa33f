using FsCheck;
using FsCheck.Xunit;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.Tests.Matching;
using Platform.TalentMatching.Training;
using Xunit;

namespace Platform.TalentMatching.Tests.Training;

public sealed class CourseResultProperties
{
    private static readonly SkillTaxonomy Taxonomy = SkillTaxonomy.Load();

    [Property(Arbitrary = [typeof(ScoreProperties.Cases)], MaxTest = 500)]
    public void Completion_lowers_no_level_no_score_and_takes_no_need_out_of_reach(NeedTerms terms, TalentProfile talent, PositiveInt[] taught)
    {
        var passed = taught.Select(number => (Taxonomy.All[number.Get % Taxonomy.All.Count].Code, 1 + (number.Get % 5))).ToList();
        var after = talent with { Skills = CourseResults.Raise(talent.Skills, passed) };
        Assert.All(talent.Skills.Codes.Zip(talent.Skills.Levels), skill => Assert.True(LevelOf(after.Skills, skill.First) >= skill.Second));
        Assert.All(passed, skill => Assert.True(LevelOf(after.Skills, skill.Code) >= skill.Item2));
        Assert.Equal(talent.Skills.Codes, after.Skills.Codes.Take(talent.Skills.Codes.Length));

        var change = CourseResults.Compare(NeedProfile.Of(terms, Taxonomy), talent, after);
        Assert.True(change.ScoreAfter >= change.ScoreBefore);
        Assert.True(change.ReachedAfter || !change.ReachedBefore);
    }

    [Theory]
    [InlineData(TrainingResult.Passed, TrainingResult.Passed, TrainingResult.Passed)]
    [InlineData(TrainingResult.Passed, TrainingResult.Failed, TrainingResult.Failed)]
    [InlineData(TrainingResult.Passed, TrainingResult.Absent, TrainingResult.Failed)]
    [InlineData(TrainingResult.Absent, TrainingResult.Absent, TrainingResult.Absent)]
    public void The_whole_follows_from_the_modules(TrainingResult first, TrainingResult second, TrainingResult whole) =>
        Assert.Equal(whole, CourseResults.Overall([first, second]));

    private static int LevelOf(SkillList skills, string code) => Array.IndexOf(skills.Codes, code) is >= 0 and var i ? skills.Levels[i] : 0;
}
