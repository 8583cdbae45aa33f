using Grpc.Core;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Training;

/// <summary>The loop closes: a completed course raises skills, and its graduates meet needs that they did not meet before.</summary>
public sealed class CompletionTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private readonly TrainingJourney _journey = new(fixture);

    public async ValueTask InitializeAsync() => await _journey.RegisterAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Graduates_are_raised_enter_the_shortlist_and_before_and_after_are_kept()
    {
        // Somebody without any skill near to it is on no shortlist of the need.
        var need = await fixture.Needs(fixture.Enterprise(TrainingJourney.Firm)).CreateTalentNeedAsync(TalentFixture.Need($"锻压工艺员{Guid.CreateVersion7():N}", "forging-rolling", 3, 4));
        var talents = await _journey.TalentsAsync(2, "食品检测:2");
        var programme = await _journey.RunAsync(_journey.Terms(5, ("forging-rolling", 4)), talents);
        await fixture.ShortlistsAsync();
        Assert.DoesNotContain(await ListedAsync(need), talents.Contains);
        await _journey.AttendAsync(programme, 1, talents);
        await _journey.CollegeCourses.RecordResultsAsync(TrainingJourney.Results(programme, 1, (talents[0], TrainingResult.Passed), (talents[1], TrainingResult.Failed)));

        var done = await _journey.College.CompleteProgrammeAsync(TrainingJourney.Step(programme));
        Assert.Equal((TrainingState.Completed, 1), (done.State, done.PassedCount));
        await fixture.ShortlistsAsync();
        var listed = await ListedAsync(need);
        Assert.Contains(talents[0], listed);
        Assert.DoesNotContain(talents[1], listed);
        var found = (await fixture.Recommendations(fixture.Official()).RecommendTalentsAsync(new RecommendTalentsRequest { NeedId = need.NeedId })).Entries;
        Assert.Empty(found.Single(entry => entry.TalentId == talents[0]).Missing);

        var outcome = await _journey.CollegeCourses.GetTrainingOutcomeAsync(new GetTrainingOutcomeRequest { ProgrammeId = programme.ProgrammeId });
        var graduate = outcome.Talents.Single(one => one.TalentId == talents[0]);
        Assert.Equal((TrainingResult.Passed, "forging-rolling", 0, 4), (graduate.Overall, graduate.Raised.Single().Skill, graduate.Raised.Single().LevelBefore, graduate.Raised.Single().LevelAfter));
        var changed = graduate.Needs.Single(one => one.NeedId == need.NeedId);
        Assert.Equal((false, true, 0), (changed.ReachedBefore, changed.ReachedAfter, changed.RankBefore));
        Assert.True(changed.RankNow > 0);
        Assert.True(changed.ScoreAfter > changed.ScoreBefore);
        Assert.Empty(outcome.Talents.Single(one => one.TalentId == talents[1]).Needs);
        var told = Assert.Single(await fixture.RaisedAsync<TrainingCompleted>(programme.ProgrammeId));
        Assert.Equal((2, 1, outcome.NewlyReached, TalentFixture.College, ""), (told.Enrolled, told.Passed, told.NewlyReached, told.CollegeCode, told.CollaborationId));
        Assert.Equal("forging-rolling:4", await SkillAsync(talents[0], "forging-rolling"));
        Assert.Equal(
            $"{programme.Terms.Title}|{TalentFixture.CollegeName}|forging-rolling",
            await fixture.ScalarAsync<string>("select title || '|' || issuer || '|' || skill_codes[1] from talent_evidence where talent_id = @id and kind = 3 and confirmed_at is not null", new { id = Guid.Parse(talents[0]) }));
        Assert.Equal("food-analysis:2", await SkillAsync(talents[0], "food-analysis"));
    }

    [Fact]
    public async Task A_level_above_the_course_stays_and_a_lower_one_is_raised()
    {
        var high = await _journey.TalentsAsync(1, "PLC编程:5");
        var low = await _journey.TalentsAsync(1, "PLC编程:1");
        string[] talents = [high[0], low[0]];
        var programme = await _journey.RunAsync(_journey.Terms(5, ("plc-programming", 3)), talents);
        await _journey.TeachAsync(programme, talents);
        await _journey.AsFirm.CompleteProgrammeAsync(TrainingJourney.Step(programme));
        Assert.Equal("plc-programming:5", await SkillAsync(high[0], "plc-programming"));
        Assert.Equal("plc-programming:3", await SkillAsync(low[0], "plc-programming"));
        Assert.Equal(0L, await fixture.ScalarAsync<long>("select count(*) from training_outcome where talent_id = @id", new { id = Guid.Parse(high[0]) }));
    }

    [Fact]
    public async Task It_is_completed_once_and_only_with_every_result()
    {
        var talents = await _journey.TalentsAsync(2, "组态监控:1");
        var programme = await _journey.RunAsync(_journey.Terms(5, ("scada", 3), ("plc-programming", 2)), talents);
        await _journey.AttendAsync(programme, 1, talents);
        await _journey.CollegeCourses.RecordResultsAsync(TrainingJourney.Results(programme, 1, talents.Select(talent => (talent, TrainingResult.Passed))));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "RESULTS_MISSING", async () => await _journey.College.CompleteProgrammeAsync(TrainingJourney.Step(programme)));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () =>
            await _journey.CollegeCourses.GetTrainingOutcomeAsync(new GetTrainingOutcomeRequest { ProgrammeId = programme.ProgrammeId }));
        Assert.Equal("scada:1", await SkillAsync(talents[0], "scada"));

        await _journey.CollegeCourses.RecordResultsAsync(TrainingJourney.Results(programme, 2, talents.Select(talent => (talent, TrainingResult.Absent))));
        var request = new ProgrammeStepRequest { ProgrammeId = programme.ProgrammeId, RequestId = Guid.CreateVersion7().ToString() };
        var done = await _journey.College.CompleteProgrammeAsync(request);
        Assert.Equal(done, await _journey.College.CompleteProgrammeAsync(request));
        Assert.Equal(0, done.PassedCount);
        // What was passed counts, though the whole was not.
        Assert.Equal("scada:3", await SkillAsync(talents[0], "scada"));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _journey.College.CompleteProgrammeAsync(TrainingJourney.Step(programme)));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () =>
            await _journey.CollegeCourses.RecordResultsAsync(TrainingJourney.Results(programme, 2, (talents[0], TrainingResult.Absent))));
        Assert.Single(await fixture.RaisedAsync<TrainingCompleted>(programme.ProgrammeId));
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () =>
            await _journey.OtherCollegeCourses.GetTrainingOutcomeAsync(new GetTrainingOutcomeRequest { ProgrammeId = programme.ProgrammeId }));
    }

    [Fact]
    public async Task A_firm_sees_masked_names_and_its_own_needs_in_what_came_of_it()
    {
        var title = Guid.CreateVersion7().ToString("N");
        var own = await fixture.Needs(fixture.Enterprise(TrainingJourney.Firm)).CreateTalentNeedAsync(TalentFixture.Need($"逆向建模员{title}", "reverse-modelling", 1, 2));
        var other = await fixture.Needs(fixture.Enterprise(TalentFixture.OtherFirm)).CreateTalentNeedAsync(TalentFixture.Need($"建模员{title}", "reverse-modelling", 1, 2));
        var talents = await _journey.TalentsAsync(1, "逆向建模:1");
        var programme = await _journey.RunAsync(_journey.Terms(5, ("reverse-modelling", 2)), talents);
        await _journey.TeachAsync(programme, talents);
        await _journey.College.CompleteProgrammeAsync(TrainingJourney.Step(programme));
        var request = new GetTrainingOutcomeRequest { ProgrammeId = programme.ProgrammeId };
        var seen = (await _journey.FirmCourses.GetTrainingOutcomeAsync(request)).Talents.Single();
        Assert.Contains('*', seen.Name);
        Assert.Equal([own.NeedId], seen.Needs.Select(need => need.NeedId));
        Assert.Equal([own.NeedId, other.NeedId], (await _journey.OfficialCourses.GetTrainingOutcomeAsync(request)).Talents.Single().Needs.Select(need => need.NeedId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_open_programme_that_leads_to_the_level_is_recommended_and_said_in_the_explanation()
    {
        var request = TalentFixture.Need($"纳米涂层工程师{Guid.CreateVersion7():N}", "机械设计CAD", 1, 3);
        request.MustSkills.Add(new SkillLevel { Skill = "工业设计", Level = 4 });
        var need = await fixture.Needs(fixture.Enterprise(TrainingJourney.Firm)).CreateTalentNeedAsync(request);
        var talents = await _journey.TalentsAsync(1, "机械设计CAD:5；工业设计:1");
        var low = await _journey.OpenAsync(_journey.Terms(5, ("industrial-design", 3)));
        await _journey.DraftAsync(_journey.Terms(5, ("industrial-design", 5)));
        Assert.Empty((await RecommendAsync(need)).Trainings);
        var open = await _journey.OpenAsync(_journey.Terms(5, ("industrial-design", 4)));
        var answer = await RecommendAsync(need);
        var training = Assert.Single(answer.Trainings);
        Assert.Equal((open.ProgrammeId, open.Terms.Title, "industrial-design", 4), (training.ProgrammeId, training.Title, training.Skill, training.TargetLevel));
        Assert.Contains(open.Terms.Title, answer.Entries.Single(entry => entry.TalentId == talents[0]).Explanation, StringComparison.Ordinal);
        var mirror = await fixture.Recommendations(fixture.Official()).RecommendNeedsAsync(new RecommendNeedsRequest { TalentId = talents[0] });
        Assert.Contains(mirror.Trainings, one => one.ProgrammeId == open.ProgrammeId);
        Assert.Equal(answer.Entries.Single(entry => entry.TalentId == talents[0]).Explanation, mirror.Entries.Single(entry => entry.Need.NeedId == need.NeedId).Explanation);
        Assert.DoesNotContain(mirror.Trainings, one => one.ProgrammeId == low.ProgrammeId);
    }

    private async Task<RecommendTalentsResponse> RecommendAsync(TalentNeed need) =>
        await fixture.Recommendations(fixture.Official()).RecommendTalentsAsync(new RecommendTalentsRequest { NeedId = need.NeedId });

    private Task<IReadOnlyList<string>> ListedAsync(TalentNeed need) =>
        fixture.RowsAsync<string>("select talent_id::text from shortlist_entry where need_id = @id", new { id = Guid.Parse(need.NeedId) });

    private Task<string> SkillAsync(string talent, string code) => fixture.ScalarAsync<string>(
        "select s.code || ':' || s.level from talent t, unnest(t.skill_codes, t.skill_levels) s (code, level) where t.talent_id = @id and s.code = @code", new { id = Guid.Parse(talent), code });
}
