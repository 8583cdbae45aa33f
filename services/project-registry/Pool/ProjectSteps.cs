using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

public enum ProjectStep
{
    Graduate,
    Remove,
}

/// <summary>The one table of a project's states: from the pool it leaves once, either way. The schema's trigger holds the same.</summary>
public static class ProjectSteps
{
    /// <summary>The state after the step; null where the present state has no such step.</summary>
    public static ProjectState? After(ProjectState state, ProjectStep step) => (state, step) switch
    {
        (ProjectState.InPool, ProjectStep.Graduate) => ProjectState.Graduated,
        (ProjectState.InPool, ProjectStep.Remove) => ProjectState.Removed,
        _ => null,
    };

    /// <summary>The state after the step.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public static ProjectState Take(ProjectState state, ProjectStep step) => After(state, step) ?? throw PoolErrors.LeftAlready(state).ToException();
}
