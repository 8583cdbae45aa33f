using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>The pool, for those whom <see cref="ProjectSight"/> lets see it.</summary>
public sealed class ProjectGrpc(Store store, TimeProvider clock) : ProjectService.ProjectServiceBase
{
    private const string Readers = $"{Roles.Official},{Roles.Enterprise},{Roles.University}";

    [Authorize(Roles = Readers)]
    public override Task<Project> GetProject(GetProjectRequest request, ServerCallContext context) =>
        Pool.GetProject.RunAsync(store, clock, context, request);

    [Authorize(Roles = Readers)]
    public override Task<ListProjectsResponse> ListProjects(ListProjectsRequest request, ServerCallContext context) =>
        Pool.ListProjects.RunAsync(store, clock, context, request);
}
