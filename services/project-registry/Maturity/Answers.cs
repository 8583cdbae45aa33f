using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

/// <summary>Answers between the contract and the order of a questionnaire.</summary>
internal static class Answers
{
    public const short None = -1;

    public static IEnumerable<QuestionnaireItem> Items(this Questionnaire questionnaire) => questionnaire.Dimensions.SelectMany(dimension => dimension.Items);

    /// <returns>One figure an item, <see cref="None"/> where there is no answer.</returns>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD.</exception>
    public static short[] Read(Questionnaire questionnaire, IEnumerable<ItemAnswer> answers)
    {
        var positions = questionnaire.Items().Index().ToDictionary(item => item.Item.ItemId, item => item.Index, StringComparer.Ordinal);
        var read = Enumerable.Repeat(None, positions.Count).ToArray();
        foreach (var answer in answers)
        {
            if (!positions.TryGetValue(answer.ItemId, out var position))
            {
                throw MaturityErrors.ItemUnknown(answer.ItemId).ToException();
            }

            if (read[position] != None)
            {
                throw MaturityErrors.ItemTwice(answer.ItemId).ToException();
            }

            read[position] = (short)answer.Level;
        }

        return read;
    }

    public static IEnumerable<ItemAnswer> ToMessages(Questionnaire questionnaire, short[] answers) =>
        questionnaire.Items().Zip(answers, (item, level) => new ItemAnswer { ItemId = item.ItemId, Level = level }).Where(answer => answer.Level != None);

    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD, naming what is missing.</exception>
    public static void CheckComplete(Questionnaire questionnaire, short[] answers)
    {
        var missing = questionnaire.Items().Zip(answers).Where(item => item.Second == None).Select(item => item.First).ToList();
        if (missing.Count > 0)
        {
            throw MaturityErrors.Unanswered([.. missing.Select(item => item.NameZh)], [.. missing.Select(item => item.NameEn)]).ToException();
        }
    }
}
