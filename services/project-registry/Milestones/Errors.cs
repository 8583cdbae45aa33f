using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Milestones;

public static class MilestoneErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此里程碑。", "There is no such milestone.");

    public static readonly Error TitleTaken = Error.Exists("本项目已有同名里程碑，请换一个名称。", "The project has a milestone of this title: choose another.");

    public static readonly Error CommentNeeded = Error.Invalid(
        ErrorReason.CommentNeeded, "comment", "请填写说明，让对方知道原因或完成情况。", "Write a comment, so that the other side knows why or what was done.");

    public static readonly Error ReasonNeeded = Error.Invalid(
        ErrorReason.CommentNeeded, "reason", "变更已商定的里程碑须说明理由。", "Say why an agreed milestone shall change.");

    public static readonly Error EvidenceMissing = Error.Precondition(
        ErrorReason.EvidenceMissing, "请先上传至少一份佐证材料，再提交完成。", "Upload at least one file as evidence before you report it done.");

    public static readonly Error DueBeforeStart = Error.Invalid(
        ErrorReason.InvalidField, "due_day", "完成期限不能早于计划开始日，也不能超过其后十年。", "The due day must lie between the plan's start and ten years after it.");

    public static Error WeightsAbove100(int sum) => Error.Precondition(
        ErrorReason.WeightsAbove100, $"已商定里程碑的权重之和将达到 {sum}，不能超过 100。", $"The weights of the agreed milestones would add to {sum}; 100 is the most.");

    public static Error WrongState(MilestoneState state) => Error.Precondition(
        ErrorReason.WrongState, $"里程碑处于“{Chinese(state)}”，不能执行此操作。", $"The milestone is {state}: this step is not possible.");

    private static string Chinese(MilestoneState state) => state switch
    {
        MilestoneState.Proposed => "待商定",
        MilestoneState.Planned => "计划中",
        MilestoneState.Done => "待确认",
        MilestoneState.Confirmed => "已确认",
        _ => "未采纳",
    };
}
