using Dapper;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>Submitted and admitted projects of each industry, with what they invest. Industries without any are shown with 0.</summary>
internal static class IndustriesTable
{
    private const string Sql = $"""
        select a.industry,
            count(*) as submitted,
            count(p.project_id) as admitted,
            coalesce(sum(a.total_investment_cny_fen), 0)::bigint as investment,
            coalesce(sum(a.total_investment_cny_fen) filter (where p.project_id is not null), 0)::bigint as admitted_investment,
            coalesce(sum(a.rd_investment_cny_fen) filter (where p.project_id is not null), 0)::bigint as admitted_rd,
            avg(a.equipment_localisation_bp) filter (where p.project_id is not null) as localisation,
            count(*) filter (where p.project_id is not null and a.on_industrial_internet) as connected,
            avg(r.total_score) filter (where p.project_id is not null) as score
        from application a
        join batch b using (batch_id)
        left join ranking r using (application_id)
        left join project p on p.project_id = a.application_id
        where a.submitted_at is not null and {Scope.BatchCondition}
        group by a.industry
        order by a.industry
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

        public long Submitted { get; init; }

        public long Admitted { get; init; }

        public long Investment { get; init; }

        public long AdmittedInvestment { get; init; }

        public long AdmittedRd { get; init; }

        public decimal? Localisation { get; init; }

        public long Connected { get; init; }

        public decimal? Score { get; init; }

        public IReadOnlyList<string> Figures() =>
        [
            Statistics.Figures.Count(Submitted),
            Statistics.Figures.Count(Admitted),
            Statistics.Figures.Share(Admitted, Submitted),
            Statistics.Figures.TenThousandYuan(Investment),
            Statistics.Figures.TenThousandYuan(AdmittedInvestment),
            Statistics.Figures.TenThousandYuan(AdmittedRd),
            Statistics.Figures.Share(AdmittedRd, AdmittedInvestment),
            Statistics.Figures.Percent(Localisation),
            Statistics.Figures.Share(Connected, Admitted),
            Statistics.Figures.Number(Score / 10_000m, 2),
        ];
    }
}
