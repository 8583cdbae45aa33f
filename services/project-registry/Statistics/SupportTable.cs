using Dapper;
using Platform.Chassis.Catalogues;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>Requests of each kind and how long they took. A request counts in the year in which it was filed.</summary>
internal static class SupportTable
{
    private const string Sql = """
        select k.kind_code, k.name_zh, k.name_en,
            count(r.*) as filed,
            count(r.*) filter (where r.state in (1, 2, 3, 8)) as open,
            count(r.*) filter (where r.state in (4, 5)) as solved,
            count(r.*) filter (where r.state = 6) as rejected,
            count(r.*) filter (where r.state = 7) as withdrawn,
            count(r.*) filter (where r.state in (1, 2, 3, 8) and least(r.first_answer_overdue_on, r.solution_overdue_on) <= @today) as overdue,
            percentile_cont(0.5) within group (order by r.first_answer_days) as first_answer,
            percentile_cont(0.5) within group (order by r.solution_days) filter (where r.state in (4, 5)) as solution,
            count(r.*) filter (where r.state in (4, 5) and r.solved_in_time) as in_time,
            avg(r.satisfaction) as satisfaction
        from support_kind k
        left join support_request r on r.kind_code = k.kind_code and r.filed_at >= @From and r.filed_at < @Until
        where k.current
        group by k.kind_code, k.name_zh, k.name_en, k.position
        order by k.position, k.kind_code
        limit 200
        """;

    public static async Task<IReadOnlyList<FigureRow>> ReadAsync(Reading reading)
    {
        var parameters = new { reading.Scope.From, reading.Scope.Until, today = CityDays.Of(reading.Now) };
        var rows = await reading.Connection.QueryAsync<Row>(new CommandDefinition(Sql, parameters, cancellationToken: reading.Cancellation));
        return [.. rows.Select(row => new FigureRow(row.KindCode, new(row.NameZh, row.NameEn), row.Figures()))];
    }

    private sealed class Row
    {
        public string KindCode { get; init; } = "";

        public string NameZh { get; init; } = "";

        public string NameEn { get; init; } = "";

        public long Filed { get; init; }

        public long Open { get; init; }

        public long Solved { get; init; }

        public long Rejected { get; init; }

        public long Withdrawn { get; init; }

        public long Overdue { get; init; }

        public double? FirstAnswer { get; init; }

        public double? Solution { get; init; }

        public long InTime { get; init; }

        public decimal? Satisfaction { get; init; }

        public IReadOnlyList<string> Figures() =>
        [
            .. ((long[])[Filed, Open, Solved, Rejected, Withdrawn, Overdue]).Select(Statistics.Figures.Count),
            Statistics.Figures.Number((decimal?)FirstAnswer),
            Statistics.Figures.Number((decimal?)Solution),
            Statistics.Figures.Share(InTime, Solved),
            Statistics.Figures.Number(Satisfaction),
        ];
    }
}
