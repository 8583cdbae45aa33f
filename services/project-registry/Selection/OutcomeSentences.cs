using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;

namespace Platform.ProjectRegistry.Selection;

/// <summary>Says in the caller's language why an application is or is not on the list.</summary>
internal static class OutcomeSentences
{
    public static string Of(OutcomeReason reason, string industry, int capacity, IReadOnlyList<IndustryQuota> quotas, Catalogue catalogue, Language language)
    {
        var quota = quotas.FirstOrDefault(quota => quota.Industry == industry);
        var name = IndustryNames.Of(industry, catalogue, language);
        return reason switch
        {
            OutcomeReason.Rank => language.Pick("按排名入选。", "Selected by its rank."),
            OutcomeReason.IndustryMinimum => language.Pick(
                $"为满足{name}至少 {quota?.Minimum} 项的要求入选。", $"Selected to meet the minimum of {quota?.Minimum} for {name}."),
            OutcomeReason.IndustryMaximum => language.Pick(
                $"{name}已达上限 {quota?.Maximum} 项。", $"{name} has reached its maximum of {quota?.Maximum}."),
            OutcomeReason.GaveWay => language.Pick(
                "名额用于满足其他产业的下限。", "Its seat fills the minimum of another industry."),
            OutcomeReason.SeatsTaken => language.Pick(
                $"{capacity} 个名额已由排名更前的项目占满。", $"All {capacity} seats are taken by better ranks."),
            _ => "",
        };
    }
}

internal static class IndustryNames
{
    /// <summary>The industry's name; its code where the catalogue no longer has it.</summary>
    public static string Of(string code, Catalogue catalogue, Language language) =>
        catalogue.Industries.FindByCode(code) is { } item ? language.Pick(item.NameZh, item.NameEn) : code;
}
