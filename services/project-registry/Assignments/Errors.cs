using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviewers;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

public static class AssignmentErrors
{
    public static readonly Error NotInBatchState = Error.Precondition(
        ErrorReason.WrongState, "只有形式审查中或评审中的批次可以分配专家。", "Reviewers are assigned while the batch is in the formal check or under review.");

    public static readonly Error NotUnderReview = Error.Precondition(
        ErrorReason.WrongState, "批次开始评审后才能下达或谢绝分配。", "Assignments are published and declined while the batch is under review.");

    public static readonly Error ApplicationNotUnderReview = Error.Precondition(
        ErrorReason.WrongState, "该申报不在评审中，不能分配专家。", "The application is not under review, so it gets no reviewers.");

    public static readonly Error NothingToChange = Error.Invalid(
        ErrorReason.InvalidField, "add_reviewer_id", "请选择要增加或移除的专家，二者不能相同。", "Name a reviewer to add or one to remove, not the same for both.");

    public static readonly Error ReasonMissing = Error.Invalid(
        ErrorReason.InvalidField, "reason", "改动已下达的分配须说明理由。", "A change of a published assignment needs a reason.");

    public static readonly Error PairMissing = Error.NotFound("该申报没有分配给此专家。", "The application is not assigned to this reviewer.");

    public static readonly Error PairExists = Error.Exists("该申报已分配给此专家。", "The application is assigned to this reviewer already.");

    public static readonly Error Filed = Error.Precondition(
        ErrorReason.ReviewFiled, "该专家已提交评分，不能移除；如需剔除其评分，请使用“移出批次”。", "The score sheet is filed, so the pair stays; exclude the reviewer from the batch to leave the sheet out.");

    public static readonly Error FiledByCaller = Error.Precondition(
        ErrorReason.ReviewFiled, "您已提交评分，不能再谢绝。", "Your score sheet is filed, so you can no longer decline.");

    public static readonly Error NotAssigned = Error.NotFound("该申报没有分配给您。", "The application is not assigned to you.");

    public static Error Inactive(string name) => Error.Precondition(
        ErrorReason.ReviewerInactive, $"专家{name}已停用，不能分配。", $"The reviewer {name} is retired and gets no assignments.");

    public static Error Excluded(string name) => Error.Precondition(
        ErrorReason.ReviewerInactive, $"专家{name}已被移出本批次，不能再分配。", $"The reviewer {name} was removed from this batch and gets no assignments in it.");

    public static Error LoadReached(string name, int limit) => Error.Precondition(
        ErrorReason.LoadLimitReached, $"专家{name}在本批次已有 {limit} 项，达到负荷上限。", $"The reviewer {name} has {limit} applications of this batch, which is the load limit.");

    public static Error Conflict(string name, ConflictKind kind)
    {
        var (chinese, english) = ConflictRules.Words(kind, CityRules.Current.PastEmployerConflictYears);
        return Error.Precondition(ErrorReason.Recusal, $"专家{name}须回避该申报：{chinese}。", $"The reviewer {name} must stand back from the application: {english}.");
    }

    public static Error Incomplete(int count, IReadOnlyCollection<string> examples, int needed) => Error.Precondition(
        ErrorReason.AssignmentIncomplete,
        $"有 {count} 项申报的评审专家不足 {needed} 名，例如：{string.Join("、", examples)}。请先补充分配。",
        $"{count} applications have fewer than {needed} reviewers, such as: {string.Join(", ", examples)}. Assign more first.");
}
