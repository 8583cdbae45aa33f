using Dapper;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Plans;

/// <summary>A stored plan with its targets.</summary>
internal sealed record PlanRow
{
    public Guid ProjectId { get; init; }

    public DateOnly StartDay { get; init; }

    public DateOnly EndDay { get; init; }

    public long Version { get; init; }

    public IReadOnlyList<TargetFact> Targets { get; init; } = [];

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<PlanRow> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid projectId, CancellationToken cancellation)
    {
        const string sql = """
            select project_id, start_day, end_day, version from project_plan where project_id = @projectId;
            select indicator, baseline, target from project_target where project_id = @projectId order by indicator limit 6;
            """;
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, new { projectId }, transaction, cancellationToken: cancellation));
        var plan = await results.ReadSingleOrDefaultAsync<PlanRow>() ?? throw PoolErrors.NotFound.ToException();
        var targets = await results.ReadAsync<(short Indicator, long Baseline, long? Target)>();
        return plan with { Targets = [.. targets.Select(row => new TargetFact((ReportIndicator)row.Indicator, row.Baseline, row.Target))] };
    }

    public ProjectPlan ToMessage() => new()
    {
        ProjectId = ProjectId.ToString(),
        StartDay = CityDays.Text(StartDay),
        EndDay = CityDays.Text(EndDay),
        Targets = { Targets.Select(ToMessage) },
        SeedBaselines = { PoolRules.SeedBaselines },
        Etag = Etag.Of(Version),
    };

    private static PlanTarget ToMessage(TargetFact fact)
    {
        var target = new PlanTarget { Indicator = fact.Indicator, Baseline = fact.Baseline };
        if (fact.Target is { } value)
        {
            target.Target = value;
        }

        return target;
    }
}
