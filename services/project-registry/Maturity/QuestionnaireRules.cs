using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>What a questionnaire must keep to beyond the proto's rules, so that scores are exact and benefits add up.</summary>
public static class QuestionnaireRules
{
    /// <exception cref="Chassis.Errors.FailedException">WEIGHTS_NOT_100, INVALID_FIELD.</exception>
    public static void Check(Questionnaire questionnaire)
    {
        var items = questionnaire.Dimensions.SelectMany(dimension => dimension.Items).ToList();
        if (questionnaire.Dimensions.DistinctBy(dimension => dimension.Dimension).Count() != questionnaire.Dimensions.Count)
        {
            throw MaturityErrors.Contradiction("三个维度须各有一个。", "Each of the three dimensions must stand there once.").ToException();
        }

        if (items.DistinctBy(item => item.ItemId).Count() != items.Count)
        {
            throw MaturityErrors.Contradiction("题项编号不能重复。", "Two items share an id.").ToException();
        }

        CheckSum(questionnaire.Dimensions.Sum(dimension => dimension.Weight), "各维度权重", "The weights of the dimensions");
        foreach (var dimension in questionnaire.Dimensions)
        {
            CheckSum(dimension.Items.Sum(item => item.Weight), "每个维度内题项权重", "The weights of the items of each dimension");
        }

        CheckSum(items.Sum(item => item.CostShare), "各题项的降本份额", "The items' shares of the cost reduction");
        CheckSum(items.Sum(item => item.RevenueShare), "各题项的增收份额", "The items' shares of the revenue increase");
        CheckLevels(questionnaire.Levels);
        CheckLevels(questionnaire.SmeLevels);
    }

    private static void CheckSum(int sum, string chinese, string english)
    {
        if (sum != 100)
        {
            throw MaturityErrors.Weights(chinese, english).ToException();
        }
    }

    private static void CheckLevels(IReadOnlyList<MaturityLevel> levels)
    {
        for (var i = 0; i < levels.Count; i++)
        {
            if (levels[i].Level != i + 1 || (i > 0 && levels[i].FromScore <= levels[i - 1].FromScore))
            {
                throw MaturityErrors.Contradiction("等级须由低到高，起点分值递增。", "Levels must ascend, and so must the scores they begin at.").ToException();
            }
        }
    }
}
