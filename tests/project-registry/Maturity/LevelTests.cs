using FsCheck.Xunit;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Maturity;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Maturity;

public sealed class LevelTests
{
    private static readonly Questionnaire First = Questionnaires.First;
    private static readonly int Count = First.Items().Count();

    [Fact]
    public void The_questionnaire_that_is_shipped_keeps_its_own_rules_and_names_its_sources()
    {
        QuestionnaireRules.Check(First);
        Assert.Equal([MaturityDimension.Technology, MaturityDimension.Industry, MaturityDimension.Organisation], First.Dimensions.Select(dimension => dimension.Dimension));
        Assert.Equal((176_000, 226_000, 2_000), (First.CostReductionPpm, First.RevenueIncreasePpm, First.BaselineBelowBp));
        Assert.Contains("GB/T 39116-2020", First.Source, StringComparison.Ordinal);
        Assert.All(First.Items(), item => Assert.True(item.AnchorsZh.Count == 6 && item.AnchorsEn.Count == 6 && item.AnchorsZh.Concat(item.AnchorsEn).All(text => text.Length > 0)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(3, 3, 3)]
    [InlineData(4, 4, 4)]
    [InlineData(5, 5, 4)]
    public void Equal_answers_give_their_level(int answer, int level, int sme)
    {
        var score = Levels.Of(First, Same(answer));
        Assert.Equal((answer * 10_000, level, sme), (score.Overall, score.Level, score.SmeLevel));
        Assert.All(score.Dimensions, dimension => Assert.Equal(answer * 10_000, dimension));
    }

    [Theory]
    [InlineData(17_999, 1)]
    [InlineData(18_000, 2)]
    public void A_level_begins_exactly_at_its_score(int score, int level) => Assert.Equal(level, Levels.LevelOf(First.Levels, score));

    [Fact]
    public void The_overall_level_is_capped_by_the_weakest_dimension()
    {
        // Technology and industry at 5, organisation at 0: mean 3.5 would be level 3, but the weakest allows 1.
        short[] answers = [.. Enumerable.Repeat<short>(5, 10), .. Enumerable.Repeat<short>(0, 5)];
        var score = Levels.Of(First, answers);
        Assert.Equal([50_000, 50_000, 0], score.Dimensions);
        Assert.Equal((35_000, 1, 3), (score.Overall, score.Level, score.SmeLevel));
    }

    [Property(MaxTest = 500)]
    public void A_better_answer_never_lowers_a_score_or_a_level(byte[] seed, byte position)
    {
        var answers = Of(seed);
        var better = answers.ToArray();
        better[position % Count] = (short)Math.Min(5, better[position % Count] + 1);
        var (before, after) = (Levels.Of(First, answers), Levels.Of(First, better));
        Assert.True(after.Overall >= before.Overall && after.Level >= before.Level && after.SmeLevel >= before.SmeLevel);
        Assert.All(before.Dimensions.Zip(after.Dimensions), pair => Assert.True(pair.Second >= pair.First));
    }

    [Property(MaxTest = 500)]
    public void A_path_names_each_item_below_the_target_once_best_benefit_for_effort_first_and_adds_up(byte[] seed, byte aim)
    {
        var answers = Of(seed);
        var target = (aim % 5) + 1;
        var path = TransformationPath.To(First, answers, target);
        var items = First.Items().ToDictionary(item => item.ItemId);
        Assert.Equal(First.Items().Zip(answers).Where(item => item.Second < target).Select(item => item.First.ItemId).Order(), path.Select(step => step.ItemId).Order());
        var ratios = path.Select(step => (decimal)((176_000L * items[step.ItemId].CostShare) + (226_000L * items[step.ItemId].RevenueShare)) / items[step.ItemId].Effort).ToList();
        Assert.Equal(ratios.OrderDescending(), ratios);
        Assert.All(path, step => Assert.Equal((step.ToLevel - step.FromLevel) * items[step.ItemId].Effort, step.EffortPersonMonths));
        Assert.Equal(path.Sum(step => step.EffortPersonMonths), path.LastOrDefault()?.TotalEffortPersonMonths ?? 0);
        Assert.InRange((path.LastOrDefault()?.TotalCostReductionPpm ?? 0) - path.Sum(step => step.CostReductionPpm), 0, path.Count);
    }

    [Fact]
    public void From_nothing_to_the_highest_level_the_path_brings_what_the_study_quotes()
    {
        var last = TransformationPath.To(First, Same(0), 5)[^1];
        Assert.Equal((176_000, 226_000), (last.TotalCostReductionPpm, last.TotalRevenueIncreasePpm));
    }

    [Fact]
    public void The_first_step_is_the_cheapest_great_benefit()
    {
        var path = TransformationPath.To(First, Same(2), 3);
        Assert.Equal(("platform", 1, 3, 2816, 3616), (path[0].ItemId, path[0].Position, path[0].EffortPersonMonths, path[0].CostReductionPpm, path[0].RevenueIncreasePpm));
        Assert.Empty(TransformationPath.To(First, Same(3), 3));
    }

    [Theory]
    [InlineData(3, 1, 2, 3, 9, 100)]
    [InlineData(3, 2, 3)] // 2.5 rounds half up.
    [InlineData(7, 7)]
    public void The_median_is_the_middle(int median, params int[] scores) => Assert.Equal(median, Medians.Of(scores));

    [Fact]
    public void Too_few_peers_have_no_median()
    {
        var four = Enumerable.Repeat((new[] { 1, 2, 3 }, 4), 4).ToList();
        Assert.Null(Medians.OfPeers(four, 5));
        Assert.Equal(4, Medians.OfPeers([.. four, ([9, 9, 9], 9)], 5)!.Value.Overall);
    }

    [Fact]
    public void A_questionnaire_that_does_not_add_up_is_refused()
    {
        Refused(ErrorReason.WeightsNot100, questionnaire => questionnaire.Dimensions[0].Weight = 41);
        Refused(ErrorReason.WeightsNot100, questionnaire => questionnaire.Dimensions[0].Items[0].Weight = 26);
        Refused(ErrorReason.WeightsNot100, questionnaire => questionnaire.Dimensions[0].Items[0].CostShare = 15);
        Refused(ErrorReason.WeightsNot100, questionnaire => questionnaire.Dimensions[0].Items[0].RevenueShare = 7);
        Refused(ErrorReason.InvalidField, questionnaire => questionnaire.Dimensions[1].Dimension = MaturityDimension.Technology);
        Refused(ErrorReason.InvalidField, questionnaire => questionnaire.Dimensions[1].Items[0].ItemId = "equipment");
        Refused(ErrorReason.InvalidField, questionnaire => questionnaire.Levels[1].FromScore = questionnaire.Levels[0].FromScore);

        static void Refused(ErrorReason reason, Action<Questionnaire> with)
        {
            var questionnaire = First.Clone();
            with(questionnaire);
            Assert.Equal(reason, Assert.Throws<FailedException>(() => QuestionnaireRules.Check(questionnaire)).Error.Reason);
        }
    }

    private static short[] Same(int answer) => [.. Enumerable.Repeat((short)answer, Count)];

    private static short[] Of(byte[] seed) => [.. Enumerable.Range(0, Count).Select(i => (short)(i < (seed?.Length ?? 0) ? seed![i] % 6 : i % 6))];
}
