using Dapper;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>How many applications of each batch came how far. Each stage counts all that reached it, whatever became of them later.</summary>
internal static class FunnelTable
{
    // A score sheet or a place in the ranking proves that an application passed the formal check, also where it was withdrawn later.
    private const string Sql = $"""
        select b.batch_id, b.name, b.year, f.*
        from batch b cross join lateral (
            select count(*) filter (where a.submitted_at is not null) as submitted,
                count(*) filter (where a.state in (4, 5, 6, 7, 8) or r.application_id is not null
                    or exists (select from review v where v.application_id = a.application_id)) as passed,
                count(r.application_id) as ranked,
                count(*) filter (where r.outcome = 1) as selected,
                count(p.project_id) as admitted,
                count(*) filter (where a.state = 8) as waitlisted,
                count(*) filter (where a.state = 9) as rejected,
                count(*) filter (where a.state = 10 and a.submitted_at is not null) as withdrawn
            from application a
            left join ranking r using (application_id)
            left join project p on p.project_id = a.application_id
            where a.batch_id = b.batch_id
        ) f
        where {Scope.BatchCondition}
        order by b.batch_id desc
        limit 200
        """;

    public static async Task<IReadOnlyList<FigureRow>> ReadAsync(Reading reading)
    {
        var rows = await reading.Connection.QueryAsync<Row>(new CommandDefinition(Sql, reading.Scope, cancellationToken: reading.Cancellation));
        return [.. rows.Select(row => new FigureRow(row.BatchId.ToString(), new(row.Name, row.Name), row.Figures()))];
    }

    private sealed record Row(
        Guid BatchId, string Name, int Year, long Submitted, long Passed, long Ranked, long Selected, long Admitted, long Waitlisted, long Rejected, long Withdrawn)
    {
        public IReadOnlyList<string> Figures() =>
        [
            Statistics.Figures.Count(Year),
            .. ((long[])[Submitted, Passed, Ranked, Selected, Admitted, Waitlisted, Rejected, Withdrawn]).Select(Statistics.Figures.Count),
            Statistics.Figures.Share(Passed, Submitted),
            Statistics.Figures.Share(Admitted, Submitted),
        ];
    }
}
