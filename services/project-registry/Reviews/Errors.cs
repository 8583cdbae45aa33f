using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Reviews;

public static class ReviewErrors
{
    public static readonly Error NotRanked = Error.Precondition(
        ErrorReason.WrongState, "批次尚未排序。", "The batch has not been ranked yet.");

    public static readonly Error NotUnderReview = Error.Precondition(
        ErrorReason.WrongState, "该申报不在评审中，不能评分。", "The application is not under review, so it cannot be scored.");

    public static readonly Error Recusal = Error.Precondition(
        ErrorReason.Recusal, "评审专家与申报单位属于同一单位，须回避。", "The reviewer belongs to the applicant's organisation and must stand back.");

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
