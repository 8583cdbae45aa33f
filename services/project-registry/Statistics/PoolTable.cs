using Dapper;
using Platform.Chassis.Catalogues;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>How the admitted projects of each batch stand.</summary>
internal static class PoolTable
{
    private const string Sql = $"""
        select b.batch_id, b.name, f.*, m.milestones, m.confirmed, m.overdue, q.reports, l.green, l.yellow, l.red
        from batch b
        cross join lateral (
            select count(*) as admitted, count(*) filter (where p.state = 1) as in_pool, count(*) filter (where p.state = 2) as graduated,
                count(*) filter (where p.state = 3) as removed
            from project p where p.batch_id = b.batch_id
        ) f
        cross join lateral (
            select count(*) filter (where m.state in (2, 3, 4)) as milestones, count(*) filter (where m.state = 4) as confirmed,
                count(*) filter (where m.state = 2 and m.due_day < @today) as overdue
            from project p join milestone m using (project_id) where p.batch_id = b.batch_id
        ) m
        cross join lateral (
            select count(*) as reports from project p join quarterly_report r using (project_id) where p.batch_id = b.batch_id and r.state = 3
        ) q
        cross join lateral (
            select count(*) filter (where last.light = 1) as green, count(*) filter (where last.light = 2) as yellow, count(*) filter (where last.light = 3) as red
            from project p cross join lateral (
                select r.light from quarterly_report r where r.project_id = p.project_id and r.state = 3 order by r.year desc, r.quarter desc limit 1
            ) last
            where p.batch_id = b.batch_id and p.state = 1
        ) l
        where f.admitted > 0 and {Scope.BatchCondition}
        order by b.batch_id desc
        limit 200
        """;

    public static async Task<IReadOnlyList<FigureRow>> ReadAsync(Reading reading)
    {
        var (year, batchId, rehearsals) = (reading.Scope.Year, reading.Scope.BatchId, reading.Scope.Rehearsals);
        var parameters = new { Year = year, BatchId = batchId, Rehearsals = rehearsals, today = CityDays.Of(reading.Now) };
        var rows = await reading.Connection.QueryAsync<Row>(new CommandDefinition(Sql, parameters, cancellationToken: reading.Cancellation));
        return [.. rows.Select(row => new FigureRow(row.BatchId.ToString(), new(row.Name, row.Name), row.Figures()))];
    }

    private sealed record Row(
        Guid BatchId, string Name, long Admitted, long InPool, long Graduated, long Removed, long Milestones, long Confirmed, long Overdue, long Reports,
        long Green, long Yellow, long Red)
    {
        public IReadOnlyList<string> Figures() =>
            [.. ((long[])[Admitted, InPool, Graduated, Removed, Milestones, Confirmed, Overdue, Reports, Green, Yellow, Red]).Select(Statistics.Figures.Count)];
    }
}
