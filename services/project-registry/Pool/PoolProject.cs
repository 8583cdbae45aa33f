using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Decisions;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>What a change around a pool project needs to know of it. Each such change locks the project first.</summary>
internal sealed class PoolProject
{
    private const string Columns = "project_id, name, organisation_code, organisation_name, state, version";

    public Guid ProjectId { get; init; }

    public string Name { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public ProjectState State { get; init; }

    public long Version { get; init; }

    /// <summary>Its page in the portal.</summary>
    public string Link => $"/projects/{ProjectId}";

    public DecisionSubject ToSubject() => new(Name, Etag.Of(Version), Link);

    /// <summary>Locked until the change commits.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<PoolProject> LockAsync(Change change, Guid id) =>
        await change.QuerySingleOrDefaultAsync<PoolProject>($"select {Columns} from project where project_id = @id for update", new { id })
        ?? throw PoolErrors.NotFound.ToException();

    /// <summary>Locked, in the pool, and of the caller's own firm.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, also where it is another firm's; WRONG_STATE.</exception>
    public static async Task<PoolProject> LockOwnAsync(Change change, Guid id)
    {
        var project = await LockAsync(change, id);
        if (!change.Caller.Is(Roles.Enterprise) || change.Caller.OrganisationCode != project.OrganisationCode)
        {
            throw PoolErrors.NotFound.ToException();
        }

        project.MustBeInPool();
        return project;
    }

    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public void MustBeInPool()
    {
        if (State != ProjectState.InPool)
        {
            throw PoolErrors.LeftAlready(State).ToException();
        }
    }
}
