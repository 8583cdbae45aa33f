using Dapper;
using Npgsql;
using Platform.ProjectRegistry.Calendar;
using Platform.ProjectRegistry.Reports;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Lights;

/// <summary>Reads what lights depend on, for a whole page of projects in one round trip.</summary>
internal sealed class StoredFacts
{
    private const string Sql = """
        select project_id, start_day, end_day from project_plan where project_id = any(@ids) limit 1000;
        select project_id, indicator, baseline, target from project_target where project_id = any(@ids) order by project_id, indicator limit 6000;
        select project_id, title, due_day, state from milestone where project_id = any(@ids) and state <> 5 order by project_id, due_day limit 100000;
        select project_id, year, quarter from quarterly_report where project_id = any(@ids) and state in (2, 3) limit 100000;
        select l.project_id, l.year, l.quarter, f.indicator, f.value
        from (select distinct on (project_id) project_id, report_id, year, quarter from quarterly_report
              where project_id = any(@ids) and state = 3 order by project_id, year desc, quarter desc) l
        join report_figure f using (report_id)
        limit 6000;
        """;

    private readonly Dictionary<Guid, PoolFacts> _facts;
    private readonly WorkingDays _calendar;
    private readonly DateOnly _today;

    private StoredFacts(Dictionary<Guid, PoolFacts> facts, WorkingDays calendar, DateOnly today)
    {
        _facts = facts;
        _calendar = calendar;
        _today = today;
    }

    /// <param name="ids">At most 1,000.</param>
    /// <param name="transaction">Null outside of a change.</param>
    public static async Task<StoredFacts> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid[] ids, DateOnly today, CancellationToken cancellation)
    {
        var calendar = await WorkingDays.ReadAsync(connection, cancellation);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(Sql, new { ids }, transaction, cancellationToken: cancellation));
        var plans = (await results.ReadAsync<(Guid Id, DateOnly Start, DateOnly End)>()).AsList();
        var targets = (await results.ReadAsync<(Guid Id, short Indicator, long Baseline, long? Target)>()).ToLookup(row => row.Id);
        var milestones = (await results.ReadAsync<(Guid Id, string Title, DateOnly Due, short State)>()).ToLookup(row => row.Id);
        var filed = (await results.ReadAsync<(Guid Id, int Year, int Quarter)>()).ToLookup(row => row.Id);
        var latest = (await results.ReadAsync<(Guid Id, int Year, int Quarter, short Indicator, long Value)>()).ToLookup(row => row.Id);
        return new(
            plans.ToDictionary(plan => plan.Id, plan => new PoolFacts(
                plan.Start,
                plan.End,
                [.. targets[plan.Id].Select(row => new TargetFact((ReportIndicator)row.Indicator, row.Baseline, row.Target))],
                [.. milestones[plan.Id].Select(row => new MilestoneFact(row.Title, row.Due, (MilestoneState)row.State))],
                filed[plan.Id].Select(row => new Quarter(row.Year, row.Quarter)).ToHashSet(),
                latest[plan.Id].Any()
                    ? new(latest[plan.Id].Select(row => new Quarter(row.Year, row.Quarter)).First(), latest[plan.Id].ToDictionary(row => (ReportIndicator)row.Indicator, row => row.Value))
                    : null)),
            calendar,
            today);
    }

    public IReadOnlyList<OwedQuarter> OwedBy(Guid projectId) => _facts.TryGetValue(projectId, out var facts)
        ? OwedQuarter.Of(facts.StartDay, facts.Filed, PoolRules.Current.ReportDueWorkingDays, _calendar, _today)
        : [];

    /// <summary>The project's light of today; null where it has no plan.</summary>
    public Light? LightOf(Guid projectId) => _facts.TryGetValue(projectId, out var facts)
        ? Light.Of(facts, OwedBy(projectId), PoolRules.Current, _today)
        : null;

    /// <summary>What graduation asks of the project; null where it has no plan.</summary>
    public Graduation? GraduationOf(Guid projectId) => _facts.TryGetValue(projectId, out var facts)
        ? Graduation.Of(facts, OwedBy(projectId), PoolRules.Current)
        : null;
}
