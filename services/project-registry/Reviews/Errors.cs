using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviewers;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

public static class ReviewErrors
{
    public static readonly Error NotRanked = Error.Precondition(
        ErrorReason.WrongState, "批次尚未排序。", "The batch has not been ranked yet.");

    public static readonly Error NotUnderReview = Error.Precondition(
        ErrorReason.WrongState, "该申报不在评审中，不能评分。", "The application is not under review, so it cannot be scored.");

    public static readonly Error NotAssigned = Error.Forbidden(
        ErrorReason.NotAssigned, "该申报没有分配给您评审。", "This application is not assigned to you for review.");

    public static readonly Error Filed = Error.Precondition(
        ErrorReason.ReviewFiled, "您已提交该申报的评分；如需更改，请联系工作人员退回重评。", "Your score sheet of this application is filed; to change it, ask an official to open it again.");

    public static readonly Error ReviewNotFound = Error.NotFound("没有此评分表。", "There is no such score sheet.");

    public static readonly Error RulesFixed = Error.Precondition(
        ErrorReason.WrongState, "评审已经开始，不能再改评分规则。", "The review has begun, so the rules of scoring are fixed.");

    public static readonly Error NoAnalysisYet = Error.Precondition(
        ErrorReason.WrongState, "批次尚未开始评审，没有评分可以分析。", "The review has not begun, so there are no scores to analyse.");

    public static readonly Error NothingToReopen = Error.Precondition(
        ErrorReason.WrongState, "评审未结束且该专家尚未提交评分，无需退回重评。", "The reviewer has not filed and may still do so, so there is nothing to open again.");

    /// <summary>Names no firm: the batch may be reviewed anonymously.</summary>
    public static Error Recusal(ConflictKind kind)
    {
        var (chinese, english) = ConflictRules.Words(kind, CityRules.Current.PastEmployerConflictYears);
        return Error.Precondition(ErrorReason.Recusal, $"您须回避该申报：{chinese}。", $"You must stand back from this application: {english}.");
    }

    public static Error ReviewEnded(DateTimeOffset deadline) => Error.Precondition(
        ErrorReason.DeadlinePassed,
        $"评审已于 {CityDays.Text(deadline)} 截止，不能再提交或修改评分。", $"The review ended at {CityDays.Text(deadline)}, city time: score sheets can no longer be filed or changed.");

    public static Error JustificationMissing(IReadOnlyCollection<string> criteria, int minimumLength) => Error.Invalid(
        ErrorReason.JustificationMissing, "scores",
        $"本批次要求逐项说明评分理由（不少于 {minimumLength} 字），以下标准还缺：{string.Join("、", criteria)}。",
        $"The batch asks for a justification of {minimumLength} letters or more for each criterion; these lack it: {string.Join(", ", criteria)}.");

    public static Error CriterionUnknown(string criterion) => Error.Invalid(
        ErrorReason.CriterionUnknown, "scores", $"评分标准中没有“{criterion}”。", $"The rubric has no criterion “{criterion}”.");

    public static Error CriterionTwice(string criterion) => Error.Invalid(
        ErrorReason.CriterionUnknown, "scores", $"“{criterion}”评分了不止一次。", $"The criterion “{criterion}” is scored more than once.");

    public static Error CriterionMissing(IReadOnlyCollection<string> criteria) => Error.Invalid(
        ErrorReason.CriterionUnknown, "scores",
        $"缺少对以下标准的评分：{string.Join("、", criteria)}。", $"These criteria are not scored: {string.Join(", ", criteria)}.");

    /// <param name="count">All applications that lack reviews.</param>
    /// <param name="examples">Some of their project names.</param>
    public static Error ScoresMissing(int count, int needed, IReadOnlyCollection<string> examples) => Error.Precondition(
        ErrorReason.ScoresMissing,
        $"有 {count} 项申报的评审不足 {needed} 份，例如：{string.Join("、", examples)}。",
        $"{count} applications have fewer than {needed} reviews, such as: {string.Join(", ", examples)}.");
}
