using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

public static class PoolErrors
{
    /// <summary>Also where it exists but the caller may not see it.</summary>
    public static readonly Error NotFound = Error.NotFound("没有此入库项目。", "There is no such project in the pool.");

    public static Error LeftAlready(ProjectState state) => Error.Precondition(
        ErrorReason.WrongState,
        $"项目已{(state == ProjectState.Graduated ? "毕业出库" : "移出项目库")}，不能再办理此事项。",
        $"The project has {(state == ProjectState.Graduated ? "graduated" : "been removed")} from the pool: this is no longer possible.");

    public static Error GraduationNotReached(string chinese, string english) => Error.Precondition(
        ErrorReason.GraduationNotReached, $"尚未达到毕业条件：{chinese}。", $"The conditions of graduation are not met: {english}.");
}
