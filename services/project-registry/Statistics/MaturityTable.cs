using Dapper;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>How mature the assessed firms of each industry are, by each firm's last submitted assessment.</summary>
internal static class MaturityTable
{
    private const string Sql = """
        select industry, count(*) as firms, avg(overall_score) / 10000.0 as level,
            avg(dimension_scores[1]) / 10000.0 as technology, avg(dimension_scores[2]) / 10000.0 as industrial, avg(dimension_scores[3]) / 10000.0 as organisation
        from (
            select distinct on (organisation_code) industry, overall_score, dimension_scores from assessment
            where state >= 2 and submitted_at < @Until
            order by organisation_code, submitted_at desc, assessment_id desc
        ) a
        group by industry
        order by industry
        limit 200
        """;

    public static async Task<IReadOnlyList<FigureRow>> ReadAsync(Reading reading)
    {
        var rows = (await reading.Connection.QueryAsync<Row>(new CommandDefinition(Sql, reading.Scope, cancellationToken: reading.Cancellation)))
            .ToDictionary(row => row.Industry);
        return [.. reading.Catalogue.Industries.All.Select(industry =>
            new FigureRow(industry.Code, new(industry.NameZh, industry.NameEn), (rows.GetValueOrDefault(industry.Code) ?? new Row()).Figures()))];
    }

    private sealed class Row
    {
        public string Industry { get; init; } = "";

        public long Firms { get; init; }

        public decimal? Level { get; init; }

        public decimal? Technology { get; init; }

        public decimal? Industrial { get; init; }

        public decimal? Organisation { get; init; }

        public IReadOnlyList<string> Figures() =>
        [
            Statistics.Figures.Count(Firms),
            .. ((decimal?[])[Level, Technology, Industrial, Organisation]).Select(level => Statistics.Figures.Number(level, 2)),
        ];
    }
}
