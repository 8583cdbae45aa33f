using Platform.Chassis.Errors;

namespace Platform.ProjectRegistry.Pool;

public static class PoolErrors
{
    /// <summary>Also where it exists but the caller may not see it.</summary>
    public static readonly Error NotFound = Error.NotFound("没有此入库项目。", "There is no such project in the pool.");
}
