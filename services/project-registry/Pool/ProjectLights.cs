using Grpc.Core;
using Npgsql;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Lights;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>Puts the light of today on projects of the pool, for those who may see it.</summary>
internal static class ProjectLights
{
    /// <param name="withConditions">Also what graduation asks for.</param>
    public static async Task ShowAsync(
        NpgsqlConnection connection, ProjectSight sight, IReadOnlyList<(ProjectRow Row, Project Message)> projects, DateOnly today, ServerCallContext call, bool withConditions = false)
    {
        var shown = projects.Where(project => project.Row.State == ProjectState.InPool && sight.SeesInside(project.Row)).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        var language = Languages.Of(call);
        var facts = await StoredFacts.ReadAsync(connection, null, [.. shown.Select(project => project.Row.ProjectId)], today, call.CancellationToken);
        foreach (var (row, message) in shown)
        {
            if (facts.LightOf(row.ProjectId) is { } light)
            {
                message.Light = light.Colour;
                message.LightReasons.AddRange(light.Reasons.Select(reason => reason.ToMessage(language)));
            }

            if (withConditions && facts.GraduationOf(row.ProjectId) is { } graduation)
            {
                message.GraduationConditions.AddRange(graduation.Conditions.Select(condition => condition.ToMessage(language)));
            }
        }
    }
}
