using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>Says in the caller's language why an application is or is not on the list.</summary>
internal static class OutcomeSentences
{
    /// <param name="kind">Of the class that the reason is about.</param>
    public static string Of(
        OutcomeReason reason, QuotaKind kind, Candidate candidate, int capacity, IReadOnlyList<ClassQuota> quotas, Catalogue catalogue, Language language)
    {
        var one = new QuotaClass(kind == QuotaKind.Unspecified ? QuotaKind.Industry : kind, candidate.CodeOf(kind));
        var quota = quotas.FirstOrDefault(quota => quota.Class == one);
        var name = ClassNames.Full(one, catalogue, language);
        return reason switch
        {
            OutcomeReason.Rank => language.Pick("按排名入选。", "Selected by its rank."),
            OutcomeReason.ClassMinimum => language.Pick(
                $"为满足{name}至少 {quota?.Minimum} 项的要求入选。", $"Selected to meet the minimum of {quota?.Minimum} for {name}."),
            OutcomeReason.ClassMaximum => language.Pick(
                $"{name}已达上限 {quota?.Maximum} 项。", $"{name} has reached its maximum of {quota?.Maximum}."),
            OutcomeReason.GaveWay => language.Pick(
                "名额用于满足其他类别的下限。", "Its seat fills the minimum of another class."),
            OutcomeReason.SeatsTaken => language.Pick(
                $"{capacity} 个名额已由排名更前的项目占满。", $"All {capacity} seats are taken by better ranks."),
            OutcomeReason.Combination => language.Pick(
                "在全部配额下，入选名单按总分最优的组合确定。", "Under all quotas together, the list is the combination with the greatest total score."),
            OutcomeReason.MovedUp => language.Pick("公示后有项目退出，递补入选。", "Moved up into a seat that became free after the list was published."),
            OutcomeReason.LeftList => language.Pick("公示期间退出名单。", "Left the list during its public notice."),
            _ => "",
        };
    }
}
