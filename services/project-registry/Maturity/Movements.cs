using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>What changed since a firm's assessment before, also where the questionnaire changed between the two.</summary>
public static class Movements
{
    /// <summary>Of every dimension.</summary>
    public static IEnumerable<DimensionChange> OfDimensions(Questionnaire now, IReadOnlyList<int> scores, Questionnaire then, IReadOnlyList<int> former)
    {
        var before = then.Dimensions.Select(dimension => dimension.Dimension).Zip(former).ToDictionary(dimension => dimension.First, dimension => dimension.Second);
        return now.Dimensions.Zip(scores, (dimension, score) => new DimensionChange
        {
            Dimension = dimension.Dimension, Change = Points.Exact(score - before[dimension.Dimension]),
        });
    }

    /// <summary>Of the items that both questionnaires have and whose answer changed.</summary>
    public static IEnumerable<ItemChange> OfItems(Questionnaire now, IReadOnlyList<short> answers, Questionnaire then, IReadOnlyList<short> former)
    {
        var before = then.Items().Zip(former).ToDictionary(item => item.First.ItemId, item => item.Second, StringComparer.Ordinal);
        return now.Items().Zip(answers)
            .Where(item => before.TryGetValue(item.First.ItemId, out var level) && level != item.Second)
            .Select(item => new ItemChange { ItemId = item.First.ItemId, Change = item.Second - before[item.First.ItemId] });
    }
}
