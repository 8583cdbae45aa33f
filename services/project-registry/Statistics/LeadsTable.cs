using Dapper;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>Relocation leads by where they come from. A lead counts in the year in which it was entered.</summary>
internal static class LeadsTable
{
    private static readonly (short Origin, string Row, Bilingual Title)[] Origins =
        [(1, "beijing", new("北京", "Beijing")), (2, "tianjin", new("天津", "Tianjin")), (3, "other", new("其他", "Elsewhere"))];

    private const string Sql = """
        select l.origin,
            count(*) as leads,
            count(*) filter (where l.stage between 1 and 5) as active,
            count(*) filter (where l.stage = 5) as signed,
            count(*) filter (where l.stage = 6) as landed,
            count(*) filter (where l.stage = 7) as lost,
            coalesce(sum(l.planned_investment_cny_fen) filter (where l.stage <> 7), 0)::bigint as planned
        from lead l
        where l.created_at >= @From and l.created_at < @Until
        group by l.origin
        order by l.origin
        limit 10
        """;

    public static async Task<IReadOnlyList<FigureRow>> ReadAsync(Reading reading)
    {
        var rows = (await reading.Connection.QueryAsync<Row>(new CommandDefinition(Sql, reading.Scope, cancellationToken: reading.Cancellation)))
            .ToDictionary(row => row.Origin);
        return [.. Origins.Select(origin => new FigureRow(origin.Row, origin.Title, (rows.GetValueOrDefault(origin.Origin) ?? new Row()).Figures()))];
    }

    private sealed class Row
    {
        public short Origin { get; init; }

        public long Leads { get; init; }

        public long Active { get; init; }

        public long Signed { get; init; }

        public long Landed { get; init; }

        public long Lost { get; init; }

        public long Planned { get; init; }

        public IReadOnlyList<string> Figures() =>
        [
            .. ((long[])[Leads, Active, Signed, Landed, Lost]).Select(Statistics.Figures.Count),
            Statistics.Figures.TenThousandYuan(Planned),
            Statistics.Figures.Share(Landed, Landed + Lost),
        ];
    }
}
